import { readFileSync, readdirSync } from 'node:fs';
import type { DescribedView } from '../../ports/views.ts';
import { parseViews } from '../../views/described-views.ts';
import { parseMacros } from '../../views/macros.ts';

const VIEWS = new URL('../../../infra/views/', import.meta.url);
const MACROS = 'macros';
const SQL_FILE = 'view.sql';

/** The views of each folder: they are a part of the program, which does not change while it runs. */
const READ = new Map<string, readonly DescribedView[]>();

/** Returns the views of a folder, with their macros expanded, each after those that it reads. A process reads them once. */
export function readViews(folder: URL = VIEWS): readonly DescribedView[] {
  const views = READ.get(folder.href) ?? parseFolder(folder);
  READ.set(folder.href, views);
  return views;
}

function parseFolder(folder: URL): readonly DescribedView[] {
  const sources = viewPaths(folder).map((path) => ({
    path,
    sql: readText(folder, `${path}/${SQL_FILE}`),
    metadata: readText(folder, `${path}/metadata.json`),
  }));
  const macros = readdirSync(new URL(MACROS, folder)).map((file) =>
    readText(folder, `${MACROS}/${file}`),
  );
  return parseViews(sources, parseMacros(macros.join('\n')));
}

/**
 * Returns the folder of the view with this name.
 *
 * @throws Error if there is no such view
 */
export function viewFolder(view: string, folder: URL = VIEWS): URL {
  const path = viewPaths(folder).find((candidate) => candidate.endsWith(`/${view}`));
  if (path === undefined) throw new Error(`infra/views has no folder for the view ${view}`);
  return new URL(`${path}/`, folder);
}

/** Returns the folders that contain a view, relative to the folder of all views. */
function viewPaths(folder: URL): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(`/${SQL_FILE}`))
    .map((path) => path.slice(0, -`/${SQL_FILE}`.length));
}

function readText(folder: URL, path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}
