import { narrow, type Bounds } from './bounds.ts';
import { scanColumns, mentioned, plainColumn } from './wire.ts';
import type { ResolvedColumn, Computed, NodeOf, Scan } from './wire.ts';

/** The part of a scan that the query above it needs: which columns, and which rows. */
export interface Demand {
  readonly needed: ReadonlySet<string>;
  readonly bounds: Bounds;
}

/** The demand of a scan on the scans below it. */
export interface Step {
  readonly inputs: readonly { readonly scan: unknown; readonly demand: Demand }[];
  /** The expressions that the scan computes, as far as they are needed; they may contain queries. */
  readonly expressions: unknown;
}

/** The queries of WITH clauses by name; the analyser makes the names unique. */
export type Withs = ReadonlyMap<string, unknown>;

const UNION_ALL = 0;
const INNER = 0;
const LEFT = 1;
const RIGHT = 2;
const UNBOUND: Bounds = new Map();

/** Returns the demand for all columns and all rows of a scan. */
export function everythingOf(scan: unknown): Demand {
  return { needed: ids(scanColumns(scan)), bounds: UNBOUND };
}

/** Pushes filters down through one scan and leaves out the columns that are not needed. */
export function stepInto({ kind, node }: Scan, demand: Demand, withs: Withs): Step {
  const { bounds } = demand;
  switch (kind) {
    case 'resolvedSingleRowScanNode':
    case 'resolvedTableScanNode':
      return { inputs: [], expressions: [] };
    case 'resolvedFilterScanNode':
      return below(node, demand, {
        expressions: node.filterExpr,
        bounds: narrow(bounds, node.filterExpr),
      });
    case 'resolvedProjectScanNode':
      return below(node, demand, throughComputed(node.exprList, demand));
    case 'resolvedUnpivotScanNode':
      return below(node, demand, {
        expressions: [node.unpivotArgList, node.projectedInputColumnList],
        bounds: throughComputed(node.projectedInputColumnList, demand).bounds,
      });
    case 'resolvedWithScanNode':
      return { inputs: [{ scan: node.query, demand }], expressions: [] };
    case 'resolvedWithRefScanNode':
      return throughWith(node, demand, withs);
    case 'resolvedAggregateScanBaseNode':
      return throughAggregate(node, demand);
    case 'resolvedAnalyticScanNode':
      return throughAnalytic(node, demand);
    case 'resolvedSetOperationScanNode':
      return throughSetOperation(node, demand);
    case 'resolvedJoinScanNode':
      return throughJoin(node, demand);
    case 'resolvedArrayScanNode':
      return below(node, demand, { expressions: [node.arrayExpr, node.joinExpr], bounds });
    case 'resolvedOrderByScanNode':
      return below(node, demand, { expressions: node.orderByItemList, bounds });
    case 'resolvedLimitOffsetScanNode':
      // The first rows of a date are not the rows of that date among the first rows.
      return below(node, demand, { expressions: [], bounds: UNBOUND });
  }
}

function below(
  { inputScan }: { readonly inputScan?: unknown },
  demand: Demand,
  { expressions, bounds }: { readonly expressions: unknown; readonly bounds: Bounds },
): Step {
  const needed = new Set([...demand.needed, ...mentioned(expressions)]);
  const isThere = inputScan !== undefined && inputScan !== null;
  return { inputs: isThere ? [{ scan: inputScan, demand: { needed, bounds } }] : [], expressions };
}

/** Passes the bound of a computed column on to the column that it renames, if it renames one. */
function throughComputed(
  list: readonly Computed[],
  { needed, bounds }: Demand,
): { readonly expressions: readonly unknown[]; readonly bounds: Bounds } {
  const wanted = list.filter(({ column }) => needed.has(column.columnId));
  const through = new Map(bounds);
  for (const { column, expr } of list) {
    const source = plainColumn(expr);
    const bound = bounds.get(column.columnId);
    if (source !== undefined && bound !== undefined) through.set(source, bound);
  }
  return { expressions: wanted.map(({ expr }) => expr), bounds: through };
}

function throughWith(node: NodeOf<'resolvedWithRefScanNode'>, demand: Demand, withs: Withs): Step {
  const scan = withs.get(node.withQueryName);
  const renamed = rename(demand, node.parent.columnList, scanColumns(scan));
  return { inputs: [{ scan, demand: renamed }], expressions: [] };
}

/** Passes on the bounds of columns by which the rows are grouped: such groups stay complete. */
function throughAggregate(node: NodeOf<'resolvedAggregateScanBaseNode'>, demand: Demand): Step {
  const groups = throughComputed(node.groupByList, demand);
  const aggregates = throughComputed(node.aggregateList, demand);
  const keys = node.groupByList.map(({ expr }) => expr);
  return below(node, demand, {
    expressions: [...keys, ...aggregates.expressions],
    // With several grouping sets the column may not be among those of each set.
    bounds: node.groupingSetList.length === 0 ? groups.bounds : UNBOUND,
  });
}

/** Passes on the bounds of columns by which all windows are partitioned: such windows stay complete. */
function throughAnalytic(node: NodeOf<'resolvedAnalyticScanNode'>, demand: Demand): Step {
  const groups = node.functionGroupList;
  const isPartition = (id: string): boolean =>
    groups.every(({ partitionBy }) => mentioned(partitionBy).includes(id));
  const isWanted = ({ column }: Computed): boolean => demand.needed.has(column.columnId);
  return below(node, demand, {
    expressions: groups.filter(({ analyticFunctionList }) => analyticFunctionList.some(isWanted)),
    bounds: new Map([...demand.bounds].filter(([id]) => isPartition(id))),
  });
}

function throughSetOperation(node: NodeOf<'resolvedSetOperationScanNode'>, demand: Demand): Step {
  const columns = node.parent.columnList;
  // Which rows are distinct depends on all columns.
  const needed = node.opType === UNION_ALL ? demand.needed : ids(columns);
  const inputs = node.inputItemList.map(({ scan, outputColumnList }) => ({
    scan,
    demand: rename({ ...demand, needed }, columns, outputColumnList),
  }));
  return { inputs, expressions: [] };
}

/** Pushes filters into the sides of a join. The side whose rows an outer join keeps is not filtered by the other side. */
function throughJoin(node: NodeOf<'resolvedJoinScanNode'>, demand: Demand): Step {
  const { joinType, joinExpr, leftScan, rightScan } = node;
  const needed = new Set([...demand.needed, ...mentioned(joinExpr)]);
  const kept = new Map(
    [...demand.bounds].filter(
      ([id]) =>
        joinType === INNER ||
        (joinType === LEFT && ids(scanColumns(leftScan)).has(id)) ||
        (joinType === RIGHT && ids(scanColumns(rightScan)).has(id)),
    ),
  );
  const narrowed = narrow(kept, joinExpr);
  const isNarrowed = (side: number): boolean => joinType === INNER || joinType === side;
  const inputs = [
    { scan: leftScan, demand: { needed, bounds: isNarrowed(RIGHT) ? narrowed : kept } },
    { scan: rightScan, demand: { needed, bounds: isNarrowed(LEFT) ? narrowed : kept } },
  ];
  return { inputs, expressions: joinExpr };
}

/** Returns the same demand on other columns in the same order. */
function rename(
  demand: Demand,
  from: readonly ResolvedColumn[],
  to: readonly ResolvedColumn[],
): Demand {
  const needed = new Set<string>();
  const bounds = new Map(UNBOUND);
  from.forEach(({ columnId }, index) => {
    const target = to[index]?.columnId;
    if (target === undefined) throw new Error('The columns of a query and of its use differ.');
    const bound = demand.bounds.get(columnId);
    if (demand.needed.has(columnId)) needed.add(target);
    if (bound !== undefined) bounds.set(target, bound);
  });
  return { needed, bounds };
}

function ids(columns: readonly ResolvedColumn[]): ReadonlySet<string> {
  return new Set(columns.map(({ columnId }) => columnId));
}
