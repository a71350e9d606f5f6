import { TABLE_NAMES, TABLES } from '../../../shared/schema/tables.ts';
import { everythingOf, stepInto, type Demand } from './demand.ts';
import { queryOf, readScan, subqueries, type NodeOf } from './wire.ts';

/** The columns by which raw tables and roll-ups are partitioned. */
const PARTITION_COLUMNS: ReadonlySet<string> = new Set(
  TABLE_NAMES.map((table) => TABLES[table].time_partitioning.field),
);

/** A place where a query reads a table. */
export interface TableRead {
  /** The name with its dataset. */
  readonly table: string;
  /** The columns on which the result depends. */
  readonly columns: readonly string[];
  /** Whether a filter on its partition column reaches the table, so that not all partitions are read. */
  readonly isPruned: boolean;
}

/** What a query knows of its WITH clauses. */
interface Known {
  /** Their queries by name. */
  readonly withs: Map<string, unknown>;
  /** The demands on them that have been analysed. */
  readonly analysed: Set<string>;
}

/**
 * Returns the reads of tables in a resolved query. Filters are pushed down and unused columns left out, as optimisers do;
 * a query of a WITH clause is analysed once for each part of it that another query needs.
 */
export function readsOf(resolved: unknown): readonly TableRead[] {
  const query = queryOf(resolved);
  return reads(query, everythingOf(query), { withs: new Map(), analysed: new Set() });
}

function reads(wire: unknown, demand: Demand, known: Known): readonly TableRead[] {
  const scan = readScan(wire);
  if (scan.kind === 'resolvedTableScanNode') return [tableRead(scan.node, demand)];
  if (scan.kind === 'resolvedWithScanNode') {
    for (const { withQueryName, withSubquery } of scan.node.withEntryList) {
      known.withs.set(withQueryName, withSubquery);
    }
  }
  const { inputs, expressions } = stepInto(scan, demand, known.withs);
  if (scan.kind === 'resolvedWithRefScanNode') {
    const key = [scan.node.withQueryName, ...inputs.map((input) => keyOf(input.demand))].join();
    if (known.analysed.has(key)) return [];
    known.analysed.add(key);
  }
  return [
    ...inputs.flatMap((input) => reads(input.scan, input.demand, known)),
    // Filters of a query do not reach the queries in its expressions.
    ...subqueries(expressions).flatMap((query) => reads(query, everythingOf(query), known)),
  ];
}

function keyOf({ needed, bounds }: Demand): string {
  return JSON.stringify([[...needed].sort(), [...bounds].sort()]);
}

function tableRead(
  { parent, table }: NodeOf<'resolvedTableScanNode'>,
  { needed, bounds }: Demand,
): TableRead {
  const columns = parent.columnList;
  return {
    table: table.fullName,
    columns: columns.filter(({ columnId }) => needed.has(columnId)).map(({ name }) => name),
    isPruned: columns.some(
      ({ columnId, name }) => PARTITION_COLUMNS.has(name) && bounds.has(columnId),
    ),
  };
}
