import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * A gap of the emulator, with its reason: it cannot create a view, or returns wrong rows for its case. Such views are tested
 * on Google's reference implementation and on DuckDB only.
 */
const gapSchema = z.union([
  z.strictObject({ reason: z.string().endsWith('.'), create: z.literal(true) }),
  z.strictObject({ reason: z.string().endsWith('.'), answer: z.literal(true) }),
]);

export type ViewGap = z.infer<typeof gapSchema>;

/** Returns the gaps in `view-gaps.json` by the name of the view. */
export function readViewGaps(): ReadonlyMap<string, ViewGap> {
  const text = readFileSync(new URL('view-gaps.json', import.meta.url), 'utf8');
  return new Map(Object.entries(z.record(z.string(), gapSchema).parse(JSON.parse(text))));
}
