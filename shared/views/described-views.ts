import { z } from 'zod';
import type { DescribedView } from '../ports/views.ts';
import { TABLES, type TableName } from '../schema/tables.ts';
import { inCreationOrder } from './dependencies.ts';
import { VIEW_LAYERS } from './layers.ts';
import { expandLoops } from './loops.ts';
import { expandMacros, type SqlMacros } from './macros.ts';
import { insertDigests } from './definition-digests.ts';
import { expandTableColumns } from './table-columns.ts';
import { VIEW_LISTS } from './view-lists.ts';

/** The files of one view. */
export interface ViewSource {
  /** Folder below `infra/views`: `<layer>/<view>`, or `marts/<topic>/<view>`. */
  readonly path: string;
  /** The text of `view.sql`. */
  readonly sql: string;
  /** The text of `metadata.json`. */
  readonly metadata: string;
}

const metadataSchema = z.strictObject({
  description: z.string().endsWith('.'),
  /** A raw table whose columns the view has too, with the same descriptions. */
  inherits: z.enum(Object.keys(TABLES) as [TableName, ...TableName[]]).optional(),
  columns: z.record(z.string(), z.string().endsWith('.')),
});

const placeSchema = z.union([
  z.tuple([z.enum(VIEW_LAYERS).exclude(['marts']), z.string()]),
  z.tuple([z.literal('marts'), z.string(), z.string()]),
]);

/**
 * Parses views, expands their loops and macros, and sorts them so that each view comes after those that it reads.
 *
 * @throws Error that names the view, if a file has another form or is in a folder that is not a layer
 */
export function parseViews(
  sources: readonly ViewSource[],
  macros: SqlMacros,
): readonly DescribedView[] {
  const views = sources.map((source) => {
    try {
      return parseView(source, macros);
    } catch (cause) {
      const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
      throw new Error(`infra/views/${source.path}: ${reason}`, { cause });
    }
  });
  const sorted = views.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return insertDigests(inCreationOrder(sorted));
}

function parseView({ path, sql, metadata }: ViewSource, macros: SqlMacros): DescribedView {
  const place = placeSchema.parse(path.split('/'));
  const { description, inherits, columns } = metadataSchema.parse(JSON.parse(metadata));
  const inherited = inherits === undefined ? [] : TABLES[inherits].schema;
  return {
    name: place[place.length - 1] ?? path,
    layer: place[0],
    topic: place.length === 3 ? place[1] : undefined,
    sql: expandMacros(expandLoops(sql, VIEW_LISTS), macros),
    description,
    columns: {
      ...Object.fromEntries(inherited.map((column) => [column.name, column.description])),
      ...expandTableColumns(columns),
    },
  };
}
