import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('../budget.json', import.meta.url);

const ABOUT =
  'Bytes that SELECT * FROM each view scans; of views per date and of the rebuilding of roll-ups: one date. Written by UPDATE_BUDGET=1 npm run jest -- test/views/bytes; what has become dearer is to be looked at before.';

/** Builds a day: of kOps 7,000 a week, of all of Kubernetes 20,000 a day. */
export const BUILDS_A_DAY = { kops: 1_000, kubernetes: 20_000 };

const costSchema = z.strictObject({ kops: z.number(), kubernetes: z.number() });
const budgetSchema = z.strictObject({
  about: z.literal(ABOUT),
  views: z.record(z.string(), costSchema),
});

/** Bytes that one query scans, by the size of the history. */
export type Cost = z.infer<typeof costSchema>;

export function readBudget(): ReadonlyMap<string, Cost> {
  return new Map(Object.entries(budgetSchema.parse(JSON.parse(readFileSync(FILE, 'utf8'))).views));
}

export function writeBudget(costs: ReadonlyMap<string, Cost>): void {
  const names = [...costs.keys()].sort();
  const views = Object.fromEntries(names.map((name) => [name, rounded(costs.get(name))]));
  writeFileSync(FILE, `${JSON.stringify({ about: ABOUT, views }, null, 2)}\n`);
}

/** Why a cost does not fit its budget, if it does not: it may vary a little, but not grow unnoticed, nor shrink. */
export function misfit(cost: number | undefined, budget: number | undefined): string | undefined {
  const advice = 'If that is as it should be: UPDATE_BUDGET=1 npm run jest -- test/views/bytes';
  if (cost === undefined) return 'It has not been computed.';
  if (budget === undefined) return `It has no budget. ${advice}`;
  const found = `${cost.toPrecision(3)} bytes, where ${budget.toPrecision(2)} are planned. ${advice}`;
  if (cost > budget * 1.2) return `Dearer: ${found}`;
  if (cost < budget / 2) return `Less than half: ${found}`;
  return undefined;
}

function rounded(cost: Cost | undefined): Cost {
  const { kops, kubernetes } = costSchema.parse(cost);
  return { kops: Number(kops.toPrecision(2)), kubernetes: Number(kubernetes.toPrecision(2)) };
}
