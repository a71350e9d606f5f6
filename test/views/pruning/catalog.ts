import { z } from 'zod';
import type { View } from '../../../shared/ports/warehouse.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../../../shared/schema/tables.ts';
import { neededViews } from '../../../shared/views/dependencies.ts';
import { isStored } from '../../../shared/views/layers.ts';
import { replaceTableReferences, viewsRead } from '../../../shared/views/table-references.ts';
import type { GoogleSqlReference } from '../../support/googlesql-reference.ts';
import { readsOf, type TableRead } from './reads.ts';

/** Numbers of GoogleSQL's types on the wire (TypeKind of type.proto). */
const TYPE_KINDS: Readonly<Record<string, number>> = {
  INT64: 2,
  BOOL: 5,
  FLOAT64: 7,
  STRING: 8,
  DATE: 10,
  TIMESTAMP: 19,
  ARRAY: 16,
  JSON: 26,
};

/** A SimpleTableProto. Types are in the form in which the analyser returned them. */
interface Table {
  readonly name: string;
  readonly fullName: string;
  readonly column: readonly { readonly name: string; readonly type: unknown }[];
}

export interface StoredTable {
  readonly name: string;
  readonly columns: readonly StoredColumn[];
}

export interface StoredColumn {
  readonly name: string;
  /** GoogleSQL's name; ARRAY without the type of its elements. */
  readonly type: string;
}

const outputSchema = z.object({
  resolvedStatement: z.object({
    resolvedQueryStmtNode: z.object({
      outputColumnList: z.array(
        z.object({ name: z.string(), column: z.object({ type: z.unknown() }) }),
      ),
    }),
  }),
});

/** The raw tables, roll-ups, snapshots and views that the analyser needs to resolve a query. */
export class Catalog {
  readonly #reference: GoogleSqlReference;
  readonly #views: readonly View[];
  readonly #stored: Table[] = [];
  readonly #reads = new Map<string, readonly TableRead[]>();

  private constructor(reference: GoogleSqlReference, views: readonly View[]) {
    this.#reference = reference;
    this.#views = views.filter((view) => !isStored(view));
  }

  /** @param views in an order in which each reads only those before it */
  static async of(reference: GoogleSqlReference, views: readonly View[]): Promise<Catalog> {
    const catalog = new Catalog(reference, views);
    // The columns of what is stored are those of its definition, which may read what is stored before it.
    for (const { name, sql } of views.filter(isStored)) {
      catalog.#stored.push(tableOf(name, await catalog.resolve(sql)));
    }
    return catalog;
  }

  /** Raw tables, roll-ups and snapshots; their names have the dataset. */
  get stored(): readonly StoredTable[] {
    return [...TABLE_NAMES.map(rawTable), ...this.#stored].map(({ fullName, column }) => ({
      name: fullName,
      columns: column.map(({ name, type }) => ({ name, type: typeName(type) })),
    }));
  }

  /**
   * Returns every read of a stored table in a query. Each query is resolved once, because that takes about 40 ms.
   *
   * @throws QueryError with the analyser's explanation
   */
  async reads(sql: string): Promise<readonly TableRead[]> {
    const reads = this.#reads.get(sql) ?? readsOf(await this.resolve(sql));
    this.#reads.set(sql, reads);
    return reads;
  }

  /**
   * Returns the resolved query as the analyser sends it. Roll-ups and snapshots are tables in it; other views are inlined.
   *
   * @throws QueryError with the analyser's explanation
   */
  async resolve(sql: string): Promise<unknown> {
    const withViews = neededViews(viewsRead(sql), this.#views).map(
      (view) => `ci__${view.name} AS (${this.#inlineNames(view.sql)}\n)`,
    );
    // The query may have its own WITH clause.
    const query = `SELECT * FROM (${this.#inlineNames(sql)}\n)`;
    return await this.#reference.analyze(
      withViews.length === 0 ? query : `WITH ${withViews.join(',\n')}\n${query}`,
      {
        catalog: [
          { name: 'ci_raw', table: TABLE_NAMES.map(rawTable) },
          { name: 'ci', table: this.#stored },
        ],
      },
    );
  }

  #inlineNames(sql: string): string {
    return replaceTableReferences(sql, ({ dataset, name }) =>
      dataset === 'ci' && this.#views.some((view) => view.name === name)
        ? `ci__${name}`
        : undefined,
    );
  }
}

function tableOf(name: string, resolved: unknown): Table {
  const { outputColumnList } = outputSchema.parse(resolved).resolvedStatement.resolvedQueryStmtNode;
  const column = outputColumnList.map((output) => ({
    name: output.name,
    type: output.column.type,
  }));
  return { name, fullName: `ci.${name}`, column };
}

function typeName(type: unknown): string {
  const { typeKind } = z.object({ typeKind: z.number() }).parse(type);
  const name = Object.entries(TYPE_KINDS).find(([, kind]) => kind === typeKind)?.[0];
  if (name === undefined)
    throw new Error(`type ${typeKind} is not known; add it to test/views/pruning/catalog.ts`);
  return name;
}

function rawTable(name: TableName): Table {
  const schema: readonly { name: string; type: string; mode: string }[] = TABLES[name].schema;
  const column = schema.map(({ name: columnName, type, mode }) => {
    const single = { typeKind: TYPE_KINDS[type] };
    const repeated = { typeKind: TYPE_KINDS['ARRAY'], arrayType: { elementType: single } };
    return { name: columnName, type: mode === 'REPEATED' ? repeated : single };
  });
  return { name, fullName: `ci_raw.${name}`, column };
}
