import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { z } from 'zod';

const OUR_PHASES =
  'SELECT build_path, failed_phase FROM build_daily WHERE failed_phase IS NOT NULL';

const rowsSchema = z.array(z.object({ build_path: z.string(), failed_phase: z.string() }));

/** The phase that a build failed in. The unit is the build; a wrong phase is both missed and wrongly found. */
export const FAILED_PHASES: FindingKind = {
  name: 'failed phase',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_PHASES }],
  judge: ({ builds }, rows) => {
    const found = rowsSchema
      .parse(rows)
      .map(({ build_path, failed_phase }) => keyOf(build_path, failed_phase));
    const required = new Set(
      builds.flatMap(({ build_path, failed_phase }) =>
        failed_phase === null ? [] : [keyOf(build_path, failed_phase)],
      ),
    );
    return [
      { kind: 'failed phase', score: scoreFindings({ required, isTolerated: () => false }, found) },
    ];
  },
};

function keyOf(path: string, phase: string): string {
  return `${path.replace(/\/$/, '')} failed in ${phase}`;
}
