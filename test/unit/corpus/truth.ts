import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Sample artifacts of many producers, which exist only next to the checkout on developers' machines and in CI. */
export const CORPUS = new URL('../../../../shared/corpus/', import.meta.url);

export const HAS_CORPUS = existsSync(new URL('ground_truth.json', CORPUS));

const truthSchema = z.object({
  expect: z.enum(['accept', 'reject', 'policy', 'not-a-report']),
  kind: z.string(),
  testcases: z.number().optional(),
  outcome: z
    .object({ passed: z.number(), failure: z.number(), error: z.number(), skipped: z.number() })
    .optional(),
  time_sum: z.number().optional(),
  time_negative: z.number().optional(),
  time_unparsed: z.array(z.string()).optional(),
  status_values: z.record(z.string(), z.number()).nullish(),
  passed_effective: z.boolean().nullish(),
  result: z.string().nullish(),
  timestamp: z.unknown().optional(),
  files: z.unknown().optional(),
  lines_total: z.number().optional(),
  lines_covered: z.number().optional(),
  lines_total_with_method_lines: z.number().optional(),
  lines_covered_with_method_lines: z.number().optional(),
  statements_total: z.number().optional(),
  statements_covered: z.number().optional(),
  branches_total: z.number().optional(),
  branches_covered: z.number().optional(),
});

export type Truth = z.infer<typeof truthSchema>;

/** Returns the counts of an independent reader for each file in some folders; a placeholder if there are no samples. */
export function readTruth(
  folders: RegExp,
): readonly { readonly path: string; readonly truth: Truth }[] {
  if (!HAS_CORPUS) return [{ path: 'none', truth: { expect: 'policy', kind: 'none' } }];
  const text = readFileSync(new URL('ground_truth.json', CORPUS), 'utf8');
  return Object.entries(z.record(z.string(), z.unknown()).parse(JSON.parse(text)))
    .filter(([path]) => folders.test(path))
    .map(([path, truth]) => ({ path, truth: truthSchema.parse(truth) }));
}
