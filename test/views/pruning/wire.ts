import { z } from 'zod';

/** A scan or an expression, which is parsed later. Empty values are left out of the message. */
const part = z.unknown().optional();

const ref = z.object({ column: z.object({ columnId: z.string() }) });

const columnSchema = z.object({ columnId: z.string(), name: z.string() });
const base = z.object({ columnList: z.array(columnSchema).default([]) });
const computed = z.object({ column: columnSchema, expr: part });
const list = <T extends z.ZodType>(schema: T) => z.array(schema).default([] as never);

const aggregate = z.object({
  parent: z.object({
    parent: base,
    inputScan: part,
    groupByList: list(computed),
    aggregateList: list(computed),
    groupingSetList: list(part),
  }),
});

/** The fields of the nodes of a resolved query (resolved_ast.proto) that are read here. */
const nodes = {
  resolvedSingleRowScanNode: z.object({ parent: base }),
  resolvedTableScanNode: z.object({ parent: base, table: z.object({ fullName: z.string() }) }),
  resolvedFilterScanNode: z.object({
    parent: base,
    inputScan: part,
    filterExpr: part,
  }),
  resolvedProjectScanNode: z.object({
    parent: base,
    inputScan: part,
    exprList: list(computed),
  }),
  resolvedWithScanNode: z.object({
    parent: base,
    withEntryList: list(z.object({ withQueryName: z.string(), withSubquery: part })),
    query: part,
  }),
  resolvedWithRefScanNode: z.object({ parent: base, withQueryName: z.string() }),
  resolvedAggregateScanBaseNode: z
    .object({ resolvedAggregateScanNode: aggregate })
    .transform(({ resolvedAggregateScanNode: { parent } }) => parent),
  resolvedAnalyticScanNode: z.object({
    parent: base,
    inputScan: part,
    functionGroupList: list(
      z.object({
        partitionBy: z.object({ partitionByList: list(ref) }).optional(),
        orderBy: part,
        analyticFunctionList: list(computed),
      }),
    ),
  }),
  resolvedSetOperationScanNode: z.object({
    parent: base,
    opType: z.number().default(0),
    inputItemList: list(z.object({ scan: part, outputColumnList: list(columnSchema) })),
  }),
  resolvedJoinScanNode: z.object({
    parent: base,
    joinType: z.number().default(0),
    leftScan: part,
    rightScan: part,
    joinExpr: part,
  }),
  resolvedArrayScanNode: z.object({
    parent: base,
    inputScan: part,
    arrayExpr: part,
    joinExpr: part,
  }),
  resolvedUnpivotScanNode: z.object({
    parent: base,
    inputScan: part,
    unpivotArgList: part,
    projectedInputColumnList: list(computed),
  }),
  resolvedOrderByScanNode: z.object({
    parent: base,
    inputScan: part,
    orderByItemList: part,
  }),
  resolvedLimitOffsetScanNode: z.object({ parent: base, inputScan: part }),
};

type Nodes = typeof nodes;
export type ResolvedColumn = z.infer<typeof columnSchema>;
export type Computed = z.infer<typeof computed>;
export type NodeOf<K extends keyof Nodes> = z.infer<Nodes[K]>;
export type Scan = {
  [K in keyof Nodes]: { readonly kind: K; readonly node: NodeOf<K> };
}[keyof Nodes];

const columnRefSchema = z
  .object({ resolvedColumnRefNode: ref })
  .transform(({ resolvedColumnRefNode: { column } }) => column.columnId);

const statementSchema = z.object({
  resolvedStatement: z.object({ resolvedQueryStmtNode: z.object({ query: part }) }),
});

/** Returns the outermost scan of a resolved query. */
export function queryOf(resolved: unknown): unknown {
  return statementSchema.parse(resolved).resolvedStatement.resolvedQueryStmtNode.query;
}

/**
 * Parses a scan.
 *
 * @throws Error for a kind that no view has had so far: decide first how filters pass through it
 */
export function readScan(wire: unknown): Scan {
  const [kind, value] = Object.entries(z.record(z.string(), z.unknown()).parse(wire))[0] ?? [];
  const schema = Object.entries(nodes).find(([name]) => name === kind)?.[1];
  if (schema === undefined)
    throw new Error(`the kind ${kind} of scans is not known; add it to test/views/pruning/wire.ts`);
  return { kind, node: schema.parse(value) } as Scan;
}

export function scanColumns(wire: unknown): readonly ResolvedColumn[] {
  return readScan(wire).node.parent.columnList;
}

/** Returns the id of the column if an expression is a plain column. */
export function plainColumn(expression: unknown): string | undefined {
  return columnRefSchema.safeParse(expression).data;
}

/** Returns the ids of all columns in a part of a resolved query. */
export function mentioned(wire: unknown): readonly string[] {
  if (typeof wire !== 'object' || wire === null) return [];
  return Object.entries(wire).flatMap(([key, value]: [string, unknown]) =>
    key === 'columnId' ? [String(value)] : mentioned(value),
  );
}

/** Returns the queries in an expression, without those nested in them. */
export function subqueries(wire: unknown): readonly unknown[] {
  if (typeof wire !== 'object' || wire === null) return [];
  return Object.entries(wire).flatMap(([key, value]: [string, unknown]) =>
    key === 'resolvedSubqueryExprNode'
      ? [z.object({ subquery: part }).parse(value).subquery]
      : subqueries(value),
  );
}
