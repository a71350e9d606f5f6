import { DEFAULT_LIMITS } from '../../../shared/artifacts/limits.ts';
import { KUBERNETES_PATHS } from '../../../shared/artifacts/path-strategy.ts';
import type { ArtifactStore } from '../../../shared/ports/artifact-store.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { missedAims } from '../evaluation/aims.ts';
import { compareRules, reportRow, type Comparison } from '../evaluation/comparison.ts';
import { evaluate, type RuleResult } from '../evaluation/evaluate.ts';
import type { FindingKind } from '../evaluation/finding-kind.ts';
import { findingKinds } from '../evaluation/kinds.ts';
import { parseEvaluationPolicies } from '../evaluation/policies.ts';
import { writeResult } from '../format/format.ts';
import { historyStore } from '../history-store.ts';
import { DEFAULTS, type Format } from '../options.ts';
import { completeSettings } from '../complete-settings.ts';
import { NO_LOG } from '../no-log.ts';
import { ingest } from '../pipeline.ts';
import type { CliPorts, Terminal } from '../ports.ts';
import type { FaultWorld } from '../fault-worlds.ts';
import { simulate } from '../simulation/simulate.ts';

/** Options of the command `evaluate`. */
export interface EvaluateOptions {
  readonly seeds: readonly number[];
  readonly days: number;
  readonly scale?: number;
  readonly world: FaultWorld;
  readonly format: Format;
  readonly perSeed: boolean;
  readonly verbose: boolean;
}

/** Measures the views on simulated histories, prints the result, and returns whether all aims are reached. */
export async function runEvaluation(ports: CliPorts, options: EvaluateOptions): Promise<boolean> {
  const policies = parseEvaluationPolicies(await ports.viewPolicyFiles());
  const run = { ...options, kinds: findingKinds(policies) };
  const results: RuleResult[] = [];
  for (const seed of options.seeds) results.push(...(await evaluateSeed(ports, seed, run)));
  const comparisons = compareRules(results);
  await print(ports.terminal, comparisons, options);
  const missed = options.world === 'plain' ? missedAims(comparisons) : [];
  for (const aim of missed) ports.terminal.err(`aim missed: ${aim}\n`);
  return missed.length === 0;
}

async function evaluateSeed(
  ports: CliPorts,
  seed: number,
  { days, scale, world, kinds }: EvaluateOptions & { readonly kinds: readonly FindingKind[] },
): Promise<readonly RuleResult[]> {
  const { terminal, clock } = ports;
  const progress = terminal.progress(`seed ${seed}: simulating ${days} days of history`);
  const begun = clock.now();
  const warehouse = await ports.openWarehouse({ kind: 'duckdb', path: ':memory:' });
  try {
    const naming = { pathStrategy: KUBERNETES_PATHS, policies: await ports.policies() };
    const history = scale === undefined ? { days } : { days, scale };
    const { objects, truth } = simulate({ seed, endDate: END_DATES[world], world, ...history });
    await load(ports, { warehouse, store: historyStore(BUCKET, objects, naming) }, (seen) => {
      progress.update(`seed ${seed}: ${seen} objects read`);
    });
    progress.update(`seed ${seed}: running the rules`);
    const results = await evaluate(
      kinds,
      truth(),
      async (sql) => (await warehouse.query(sql)).rows,
    );
    progress.done(`seed ${seed}: ${Math.round((clock.now() - begun) / 1000)} s`);
    return results;
  } finally {
    progress.stop();
    await warehouse.close();
  }
}

/** The last days of the histories; a rough one ends on a Sunday, when some jobs do not run. */
const END_DATES: Readonly<Record<FaultWorld, string>> = {
  plain: DEFAULTS.endDate,
  rough: '2026-11-22',
};

const BUCKET = 'simulated';

/**
 * Ingests the simulated objects.
 *
 * @throws Error if an object could not be read, because its findings would be missed
 */
async function load(
  ports: CliPorts,
  { warehouse, store }: { readonly warehouse: Warehouse; readonly store: ArtifactStore },
  onProgress: (seen: number) => void,
): Promise<void> {
  const source = { store, bucket: BUCKET, prefix: '' };
  const settings = await completeSettings(ports, {
    pathStrategy: KUBERNETES_PATHS,
    keepSkips: false,
    limits: DEFAULT_LIMITS,
  });
  const { failed } = await ingest(
    ports,
    { source, warehouse, settings, again: true, logger: NO_LOG },
    ({ seen }) => {
      onProgress(seen);
    },
  );
  const [first] = failed;
  if (first !== undefined)
    throw new Error(`The simulated object ${first.name} could not be read: ${first.reason}`);
}

async function print(
  terminal: Terminal,
  comparisons: readonly Comparison[],
  { format, perSeed, verbose }: EvaluateOptions,
): Promise<void> {
  const rows = comparisons.filter(({ seed }) => perSeed || seed === null).map(reportRow);
  const columns = Object.keys(rows[0] ?? {});
  await writeResult(terminal, { columns, rows }, { format });
  if (!verbose) return;
  for (const { kind, rule, seed, score } of comparisons.filter((one) => one.seed !== null)) {
    const about = `${kind}, ${rule}, seed ${seed ?? ''}`;
    list(terminal, `missed: ${about}`, score.missed);
    list(terminal, `wrong: ${about}`, score.wrong);
  }
}

/** Maximum number of listed findings; simple rules miss thousands. */
const MAX_LISTED = 50;

function list(terminal: Terminal, about: string, keys: readonly string[]): void {
  for (const key of keys.slice(0, MAX_LISTED)) terminal.err(`${about}: ${key}\n`);
  if (keys.length > MAX_LISTED) {
    terminal.err(`${about}: and ${keys.length - MAX_LISTED} more\n`);
  }
}
