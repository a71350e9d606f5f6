import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import type { DescribedView } from '../ports/views.ts';
import { TABLES, type TableName } from '../rows/tables.ts';

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

const VIEWS = new URL('../../infra/views/', import.meta.url);
const REFERENCE = /\bci\.(\w+)/g;

/** Reads the views from their folders, each after those that it reads from. */
export function readViews(folder: URL = VIEWS): readonly DescribedView[] {
  const views = readdirSync(folder)
    .sort()
    .map((name) => readView(name, new URL(`${name}/`, folder)));
  const ordered = new Map<string, DescribedView>();
  views.forEach((view) => {
    addWithReferences(view, views, ordered);
  });
  return [...ordered.values()];
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
