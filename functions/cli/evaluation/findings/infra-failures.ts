import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { z } from 'zod';

const OUR_INFRA_FAILURES = `
  SELECT build_path
  FROM build_daily
  WHERE is_infra_failure`;

/** What is done without the texts: builds that ran no test. */
const EARLY_FAILURES = `
  SELECT build_path
  FROM build_daily
  WHERE outcome IN ('failed', 'errored') AND COALESCE(run_tests, 0) = 0`;

const rowsSchema = z.array(z.object({ build_path: z.string() }));

/** Builds that failed for the infrastructure and for nothing else: what may be left out of flake rates. */
export const INFRA_FAILURES: FindingKind = {
  name: 'infra failure',
  rules: [
    { name: OWN_RULE, setting: null, sql: OUR_INFRA_FAILURES },
    { name: 'no test ran', setting: null, sql: EARLY_FAILURES },
  ],
  judge: ({ builds }, rows) => {
    const found = rowsSchema.parse(rows).map(({ build_path }) => withoutSlash(build_path));
    const infra = builds.filter(({ is_infra_failure }) => is_infra_failure);
    const required = new Set(infra.map(({ build_path }) => withoutSlash(build_path)));
    return [
      {
        kind: 'infra failure',
        score: scoreFindings({ required, isTolerated: () => false }, found),
      },
    ];
  },
};

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
