import { runsOfBlocks, runsOfLines, type CodeBlock, type LineRun } from './line-runs.ts';
import type { Numbers } from './numbers.ts';
import type { StatedCounts } from './source-file.ts';
import { TABLE_WIDTHS, type CountTableName } from './tables.ts';
import type { Total, Totals, Unit } from './totals.ts';

/** What a report tells about one source file. */
export interface FileCounts {
  readonly totals: Totals;
  /** Covered part; only where the report states nothing else. */
  readonly ratio: number | undefined;
  readonly lines: readonly LineRun[];
  /** Blocks of statements of a Go profile; valid until another file is read. */
  readonly blocks: Numbers | undefined;
  /** Statements that are not blocks of Go; valid until another file is read. */
  readonly statements: Numbers | undefined;
  /** Branches; valid until another file is read. */
  readonly branches: Numbers | undefined;
  /** Functions; valid until another file is read. */
  readonly functions: Numbers | undefined;
}

/** Entries of the tables of a file in ascending order; a table is missing if the format does not have such units. */
export type FileEntries = ReadonlyMap<CountTableName, Numbers>;

/** Returns what a report tells about a file. What it states counts, whatever it lists, as in the format's own tool. */
export function fileCounts(entries: FileEntries, stated: StatedCounts | undefined): FileCounts {
  const blocks = entries.get('blocks');
  const lines = entries.get('lines');
  const runs = blocks === undefined ? runsOfLines(lines) : runsOfBlocks(blocksOf(blocks));
  const totals: Partial<Record<Unit, Total>> = {};
  if (blocks !== undefined) totals.statements = totalOfBlocks(blocks);
  if (blocks !== undefined || lines !== undefined) totals.lines = totalOfRuns(runs);
  for (const unit of ['statements', 'branches', 'functions'] as const) {
    const listed = entries.get(unit);
    if (listed !== undefined) totals[unit] = totalOf(listed, TABLE_WIDTHS[unit]);
  }
  return {
    totals: { ...totals, ...stated?.totals },
    ratio: stated?.ratio,
    lines: runs,
    blocks,
    statements: entries.get('statements'),
    branches: entries.get('branches'),
    functions: entries.get('functions'),
  };
}

function blocksOf(numbers: Numbers): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < numbers.length; at += TABLE_WIDTHS.blocks) {
    const first = numbers[at] ?? 0;
    blocks.push({ first, last: numbers[at + 2] ?? first, hits: numbers[at + 5] ?? 0 });
  }
  return blocks;
}

function totalOfBlocks(numbers: Numbers): Total {
  const sum = { total: 0, covered: 0 };
  for (let at = 0; at < numbers.length; at += TABLE_WIDTHS.blocks) {
    const statements = numbers[at + 4] ?? 0;
    sum.total += statements;
    if ((numbers[at + 5] ?? 0) > 0) sum.covered += statements;
  }
  return sum;
}

function totalOfRuns(runs: readonly LineRun[]): Total {
  const sum = { total: 0, covered: 0 };
  for (const { first, last, hits } of runs) {
    sum.total += last - first + 1;
    if (hits > 0) sum.covered += last - first + 1;
  }
  return sum;
}

/** Counts entries, given their numbers, of which the last of each is its count. */
function totalOf(numbers: Numbers, width: number): Total {
  const sum = { total: numbers.length / width, covered: 0 };
  for (let at = width - 1; at < numbers.length; at += width) {
    if ((numbers[at] ?? 0) > 0) sum.covered++;
  }
  return sum;
}
