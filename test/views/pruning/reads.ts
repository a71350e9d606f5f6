import { everythingOf, stepInto, type Demand } from './demand.ts';
import { queryOf, readScan, subqueries, type NodeOf } from './wire.ts';

/** One of the places where a query reads a table. */
export interface TableRead {
  /** With its dataset. */
  readonly table: string;
  /** Those that the result depends on, and no other. */
  readonly columns: readonly string[];
  /** Whether a filter on build_date reaches it, so that not all partitions are read. */
  readonly isPruned: boolean;
}

/**
 * Every read of a table in a resolved query. Filters are pushed down and columns left out as any optimiser does it;
 * what a WITH clause names is looked at once for each place that reads it.
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
    // No filter goes from a query into those in its expressions.
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
