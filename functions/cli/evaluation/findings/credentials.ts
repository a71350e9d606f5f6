import { z } from 'zod';
import type { BuildTruth } from '../../simulation/truth/builds.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';

const OUR_POSTURES = `
  SELECT job, cloud, posture, since_build_id
  FROM credential_posture
  WHERE is_current`;

/** What people go by who look at the configuration of jobs: the presets in their labels, which say nothing of roles. */
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

const rowsSchema = z.array(
  z.object({
    job: z.string(),
    cloud: z.string(),
    posture: z.string(),
    since_build_id: z.string(),
  }),
);

interface Posture {
  readonly cloud: string;
  readonly posture: string;
  readonly since: string;
}

/** What each job opens each cloud with, and since which build. The unit is the job and cloud. */
export const CREDENTIAL_POSTURES: FindingKind = {
  name: 'credential posture',
  rules: [
    { name: OWN_RULE, setting: null, sql: OUR_POSTURES },
    { name: 'presets', setting: null, sql: PRESETS },
  ],
  judge: ({ builds }, rows) => {
    const found = rowsSchema
      .parse(rows)
      .map(({ job, since_build_id, ...row }) => keyOf(job, { ...row, since: since_build_id }));
    const required = new Set(
      [...Map.groupBy(builds, ({ job }) => job)].flatMap(([job, ofJob]) =>
        posturesOf(ofJob).map((posture) => keyOf(job, posture)),
      ),
    );
    return [
      {
        kind: 'credential posture',
        score: scoreFindings({ required, isTolerated: () => false }, found),
      },
    ];
  },
};

/** Of a job's builds what the newest one is given, and the first build that was given the same without a break. */
function posturesOf(builds: readonly BuildTruth[]): readonly Posture[] {
  const given = builds
    .filter(({ credentials }) => Object.keys(credentials).length > 0)
    .sort((a, b) => (a.triggered_at < b.triggered_at ? 1 : -1));
  return Object.entries(given[0]?.credentials ?? {}).map(([cloud, posture]) => {
    const other = given.findIndex(({ credentials }) => credentials[cloud] !== posture);
    const first = given[(other === -1 ? given.length : other) - 1];
    return { cloud, posture, since: first?.build_id ?? '' };
  });
}

function keyOf(job: string, { cloud, posture, since }: Posture): string {
  return `${job}: ${posture} for ${cloud} since ${since}`;
}
