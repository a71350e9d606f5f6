import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('../budget.json', import.meta.url);

const ABOUT =
  'Bytes that SELECT * FROM each view scans; for views per date, and for rebuilding roll-ups, on one date. Written by UPDATE_BUDGET=1 npm run tests -- test/views/bytes; review views that scan more than before.';

/** Builds per day: kOps has 7,000 a week, all of Kubernetes 20,000 a day. */
export const BUILDS_A_DAY = { kops: 1_000, kubernetes: 20_000 };

const costSchema = z.strictObject({ kops: z.number(), kubernetes: z.number() });
const budgetSchema = z.strictObject({
  about: z.literal(ABOUT),
  views: z.record(z.string(), costSchema),
});

/** Bytes that one query scans on the histories of kOps and of all of Kubernetes. */
export type Cost = z.infer<typeof costSchema>;

export function readBudget(): ReadonlyMap<string, Cost> {
  return new Map(Object.entries(budgetSchema.parse(JSON.parse(readFileSync(FILE, 'utf8'))).views));
}

export function writeBudget(costs: ReadonlyMap<string, Cost>): void {
  const names = [...costs.keys()].sort();
  const views = Object.fromEntries(names.map((name) => [name, rounded(costs.get(name))]));
  writeFileSync(FILE, `${JSON.stringify({ about: ABOUT, views }, null, 2)}\n`);
}

/** Returns why a cost does not fit its budget; `undefined` if it is between half the budget and 20 % above it. */
export function misfit(cost: number | undefined, budget: number | undefined): string | undefined {
  const advice = 'If this is intended, run: UPDATE_BUDGET=1 npm run tests -- test/views/bytes';
  if (cost === undefined) return 'The cost was not computed.';
  if (budget === undefined) return `The view has no budget. ${advice}`;
  const found = `${cost.toPrecision(3)} bytes instead of ${budget.toPrecision(2)}. ${advice}`;
  if (cost > budget * 1.2) return `More than 20 % above the budget: ${found}`;
  if (cost < budget / 2) return `Less than half the budget: ${found}`;
  return undefined;
}

function rounded(cost: Cost | undefined): Cost {
  const { kops, kubernetes } = costSchema.parse(cost);
  return { kops: Number(kops.toPrecision(2)), kubernetes: Number(kubernetes.toPrecision(2)) };
}
