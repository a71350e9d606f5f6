import { everythingOf, stepInto, type Demand } from './demand.ts';
import { queryOf, readScan, subqueries, type NodeOf } from './wire.ts';

/** A place where a query reads a table. */
export interface TableRead {
  /** The name with its dataset. */
  readonly table: string;
  /** The columns on which the result depends. */
  readonly columns: readonly string[];
  /** Whether a filter on build_date reaches the table, so that not all partitions are read. */
  readonly isPruned: boolean;
}

/**
 * Returns every read of a table in a resolved query. Filters are pushed down and unused columns left out, as optimisers
 * do; a query of a WITH clause is analysed once for each place that reads it.
 */
export function readsOf(resolved: unknown): readonly TableRead[] {
  const query = queryOf(resolved);
  return reads(query, everythingOf(query), new Map());
}

function reads(wire: unknown, demand: Demand, withs: Map<string, unknown>): readonly TableRead[] {
  const scan = readScan(wire);
  if (scan.kind === 'resolvedTableScanNode') return [tableRead(scan.node, demand)];
  if (scan.kind === 'resolvedWithScanNode') {
    for (const { withQueryName, withSubquery } of scan.node.withEntryList) {
      withs.set(withQueryName, withSubquery);
    }
  }
  const { inputs, expressions } = stepInto(scan, demand, withs);
  return [
    ...inputs.flatMap((input) => reads(input.scan, input.demand, withs)),
    // Filters of a query do not reach the queries in its expressions.
    ...subqueries(expressions).flatMap((query) => reads(query, everythingOf(query), withs)),
  ];
}

function tableRead(
  { parent, table }: NodeOf<'resolvedTableScanNode'>,
  { needed, bounds }: Demand,
): TableRead {
  const columns = parent.columnList;
  return {
    table: table.fullName,
    columns: columns.filter(({ columnId }) => needed.has(columnId)).map(({ name }) => name),
    isPruned: columns.some(({ columnId, name }) => name === 'build_date' && bounds.has(columnId)),
  };
}
