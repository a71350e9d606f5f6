import { z } from 'zod';
import { keyedKind, ownRule } from '../finding-kind.ts';
import { buildKey } from '../keys.ts';

/** The phase that a build failed in. The unit is the build; a wrong phase counts as missed and as wrong. */
export const FAILED_PHASES = keyedKind({
  name: 'failed phase',
  rules: [
    ownRule('SELECT build_path, failed_phase FROM build_daily WHERE failed_phase IS NOT NULL'),
  ],
  row: z.object({ build_path: z.string(), failed_phase: z.string() }),
  keysOf: ({ build_path, failed_phase }) => [keyOf(build_path, failed_phase)],
  expected: ({ builds }) => ({
    required: new Set(
      builds.flatMap(({ build_path, failed_phase }) =>
        failed_phase === null ? [] : [keyOf(build_path, failed_phase)],
      ),
    ),
  }),
});

function keyOf(path: string, phase: string): string {
  return `${buildKey(path)} failed in ${phase}`;
}
