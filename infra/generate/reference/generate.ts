/** Writes the reference page beside this and the list of views in the main README: `npm run generate`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { writePage } from './page.ts';
import { withViewList } from './readme-list.ts';
import { describeTables, describeViews } from './relations.ts';

export const PAGE = new URL('../../reference/README.md', import.meta.url);
export const README = new URL('../../../README.md', import.meta.url);

/** The text of the reference page. */
export async function generatePage(): Promise<string> {
  return writePage(await describeViews(readViews()), describeTables());
}

/** The text of the main README, with the views as they are now. */
export function generateReadme(): string {
  return withViewList(readFileSync(README, 'utf8'), readViews());
}

if (import.meta.main) {
  writeFileSync(PAGE, await generatePage());
  writeFileSync(README, generateReadme());
}
