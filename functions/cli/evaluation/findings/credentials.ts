import { z } from 'zod';
import type { BuildTruth } from '../../simulation/truth/builds.ts';
import { keyedKind, ownRule } from '../finding-kind.ts';

const OWN_POSTURES = `
  SELECT job, cloud, posture, since_build_id
  FROM credential_posture
  WHERE is_current`;

/** The presets in the labels of jobs, which a review of the configuration shows; they do not include roles. */
const PRESETS = `
  WITH
    presets AS (
      SELECT
        builds.job,
        JSON_VALUE(credential, '$.cloud') AS cloud,
        JSON_VALUE(credential, '$.kind') AS posture,
        builds.build_id
      FROM builds
      CROSS JOIN UNNEST(JSON_QUERY_ARRAY(credentials)) AS credential
      WHERE JSON_VALUE(credential, '$.evidence') = 'preset'
    )
  SELECT job, cloud, posture, MIN(build_id) AS since_build_id
  FROM presets
  GROUP BY job, cloud, posture`;

const row = z.object({
  job: z.string(),
  cloud: z.string(),
  posture: z.string(),
  since_build_id: z.string(),
});

type Posture = Readonly<z.infer<typeof row>>;

/** The credentials of each job for each cloud, and the build since which it has them. The unit is the job and cloud. */
export const CREDENTIAL_POSTURES = keyedKind({
  name: 'credential posture',
  rules: [ownRule(OWN_POSTURES), { name: 'presets', setting: null, sql: PRESETS }],
  row,
  keysOf: (posture) => [keyOf(posture)],
  expected: ({ builds }) => {
    const byJob = Map.groupBy(builds, ({ job }) => job);
    return { required: new Set([...byJob.values()].flatMap(posturesOf).map(keyOf)) };
  },
});

/** Returns the credentials of a job's newest build, with the first build of the unbroken series that has the same. */
function posturesOf(builds: readonly BuildTruth[]): readonly Posture[] {
  const known = builds
    .filter(({ credentials }) => Object.keys(credentials).length > 0)
    .sort((a, b) => (a.triggered_at < b.triggered_at ? 1 : -1));
  const [newest] = known;
  if (newest === undefined) return [];
  return Object.entries(newest.credentials).map(([cloud, posture]) => {
    const other = known.findIndex(({ credentials }) => credentials[cloud] !== posture);
    const first = known[(other === -1 ? known.length : other) - 1];
    return { job: newest.job, cloud, posture, since_build_id: first?.build_id ?? '' };
  });
}

function keyOf({ job, cloud, posture, since_build_id }: Posture): string {
  return `${job}: ${posture} for ${cloud} since ${since_build_id}`;
}
