import { Command, InvalidArgumentError } from 'commander';
import { KUBERNETES_PATHS } from '../../../shared/artifacts/path-strategy.ts';
import type { ArtifactStore } from '../../../shared/ports/artifact-store.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { missedAims } from '../evaluation/aims.ts';
import { compareRules, reportRow, type Comparison } from '../evaluation/comparison.ts';
import { evaluate, type RuleResult } from '../evaluation/evaluate.ts';
import type { FindingKind } from '../evaluation/finding-kind.ts';
import { findingKinds } from '../evaluation/kinds.ts';
import { parseEvaluationPolicies } from '../evaluation/policies.ts';
import { formatResult, type Format } from '../format/format.ts';
import { historyStore } from '../history-store.ts';
import { formatOption, wholeNumber } from '../options.ts';
import { ingest } from '../pipeline.ts';
import type { CliPorts, Terminal } from '../ports.ts';
import { simulate } from '../simulation/simulate.ts';
import { DEFAULTS } from './simulate.ts';

interface EvaluateOptions {
  readonly seeds: readonly number[];
  readonly days: number;
  readonly scale?: number;
  readonly format: Format;
  readonly perSeed: boolean;
  readonly verbose: boolean;
}

/** Returns the command `evaluate`, which measures the precision and recall of the views on simulated history. */
export function evaluateCommand(ports: CliPorts, exit: (code: number) => void): Command {
  return new Command('evaluate')
    .summary('measure the precision and recall of the views on simulated history')
    .description(
      'Simulates history, ingests it into a warehouse in memory, and compares the findings of the views with the truth. ' +
        "Prints precision, recall and F1 of each kind of finding, beside those of kettle's and TestGrid's rules. " +
        'The exit code is 1 if an aim is missed.',
    )
    .option('--seeds <list>', 'histories to simulate: 1,2,3 or 1-5', parseSeeds, parseSeeds('1-5'))
    .option('--days <number>', 'days of history', wholeNumber, 28)
    .option('--scale <share>', 'share of the grid, from 0 to 1 (default: about a seventh)', Number)
    .addOption(formatOption())
    .option('--per-seed', 'print rows for each seed as well', false)
    .option('--verbose', 'list the missed and the wrong findings', false)
    .addHelpText('after', '\nExample:\n  ci-signal evaluate --seeds 1-10 --per-seed --verbose\n')
    .action(async (options: EvaluateOptions) => {
      const policies = parseEvaluationPolicies(ports.viewPolicyFiles());
      const run = { ...options, kinds: findingKinds(policies) };
      const results: RuleResult[] = [];
      for (const seed of options.seeds) results.push(...(await evaluateSeed(ports, seed, run)));
      const comparisons = compareRules(results);
      await print(ports.terminal, comparisons, options);
      const missed = missedAims(comparisons);
      for (const aim of missed) ports.terminal.err(`aim missed: ${aim}\n`);
      if (missed.length > 0) exit(1);
    });
}

/**
 * Parses a list of seeds: numbers and ranges, separated by commas.
 *
 * @throws InvalidArgumentError if the text is not such a list
 */
export function parseSeeds(text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-').map((number) => wholeNumber(number.trim()));
    if (first === undefined || last === undefined || last < first || last - first > 1000) {
      throw new InvalidArgumentError('Give numbers or ranges, such as 1,2,3 or 1-5.');
    }
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

async function evaluateSeed(
  ports: CliPorts,
  seed: number,
  { days, scale, kinds }: EvaluateOptions & { readonly kinds: readonly FindingKind[] },
): Promise<readonly RuleResult[]> {
  const { terminal, clock } = ports;
  const progress = terminal.progress(`seed ${seed}: simulating ${days} days of history`);
  const begun = clock.now();
  const warehouse = await ports.openWarehouse({ kind: 'duckdb', path: ':memory:' });
  try {
    const naming = { pathStrategy: KUBERNETES_PATHS, policies: ports.policies() };
    const history = scale === undefined ? { days } : { days, scale };
    const { objects, truth } = simulate({ seed, endDate: DEFAULTS.endDate, ...history });
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
  const settings = {
    policies: ports.policies(),
    pathStrategy: KUBERNETES_PATHS,
    keepSkips: false,
    patienceSeconds: 0,
  };
  const logger = { log: () => undefined };
  const { failed } = await ingest(
    ports,
    { source, warehouse, settings, again: true, logger },
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
  await terminal.out(formatResult({ columns, rows }, format));
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
