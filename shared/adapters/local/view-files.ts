import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import type { DescribedView } from '../../ports/views.ts';
import { TABLES, type TableName } from '../../schema/tables.ts';

const metadataSchema = z.strictObject({
  description: z.string().endsWith('.'),
  /** A raw table whose columns the view has too, with the same descriptions. */
  inherits: z.enum(Object.keys(TABLES) as [TableName, ...TableName[]]).optional(),
  /** Whether the rows are stored by `build_date` and rebuilt date by date. */
  roll_up: z.boolean().default(false),
  /** Whether it is there for other views to read, not for people. */
  internal: z.boolean().default(false),
  columns: z.record(z.string(), z.string().endsWith('.')),
});

const VIEWS = new URL('../../../infra/views/', import.meta.url);
const REFERENCE = /\bci\.(\w+)/g;

/** Reads the views from their folders, each after those that it reads from. */
export function readViews(folder: URL = VIEWS): readonly DescribedView[] {
  const views = viewFolders(folder)
    .map((path) => readView(path.slice(path.lastIndexOf('/') + 1), new URL(`${path}/`, folder)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = new Map<string, DescribedView>();
  views.forEach((view) => {
    addWithReferences(view, views, ordered);
  });
  return [...ordered.values()];
}

/** Paths of the folders that hold a view, relative to the folder of all views: `<layer>/<view>`. */
function viewFolders(folder: URL): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/view.sql'))
    .map((path) => path.slice(0, -'/view.sql'.length));
}

/** Folder of the view with this name. */
export function viewFolder(view: string, folder: URL = VIEWS): URL {
  const path = viewFolders(folder).find((candidate) => candidate.endsWith(`/${view}`));
  if (path === undefined) throw new Error(`infra/views has no folder for the view ${view}`);
  return new URL(`${path}/`, folder);
}

function addWithReferences(
  view: DescribedView,
  views: readonly DescribedView[],
  ordered: Map<string, DescribedView>,
): void {
  if (ordered.has(view.name)) return;
  for (const [, name] of view.sql.matchAll(REFERENCE)) {
    const reference = views.find((other) => other.name === name && other !== view);
    if (reference !== undefined) addWithReferences(reference, views, ordered);
  }
  ordered.set(view.name, view);
}

function readView(name: string, folder: URL): DescribedView {
  const sql = readFileSync(new URL('view.sql', folder), 'utf8');
  const metadata = readFileSync(new URL('metadata.json', folder), 'utf8');
  const { description, inherits, roll_up, internal, columns } = metadataSchema.parse(
    JSON.parse(metadata),
  );
  const inherited =
    inherits === undefined
      ? []
      : TABLES[inherits].schema.map((column) => [column.name, column.description] as const);
  return {
    name,
    sql,
    isRollUp: roll_up,
    isInternal: internal,
    description,
    columns: { ...Object.fromEntries(inherited), ...columns },
  };
}
