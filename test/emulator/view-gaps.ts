import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What the emulator cannot do with a view, and why: create it at all, or give the rows of some of its cases. */
const gapSchema = z.union([
  z.strictObject({ reason: z.string().endsWith('.'), create: z.literal(true) }),
  z.strictObject({ reason: z.string().endsWith('.'), cases: z.array(z.string()).min(1) }),
]);

export type ViewGap = z.infer<typeof gapSchema>;

/** The gaps of `view-gaps.json` by the names of their views. */
export function readViewGaps(): ReadonlyMap<string, ViewGap> {
  const text = readFileSync(new URL('view-gaps.json', import.meta.url), 'utf8');
  return new Map(Object.entries(z.record(z.string(), gapSchema).parse(JSON.parse(text))));
}
