/** Writes the view that stands for what roll-ups are made by: `npm run generate`, last. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { neededViews } from '../../shared/views/dependencies.ts';
import { readViews, viewFolder } from '../../shared/adapters/local/view-files.ts';
import type { View } from '../../shared/ports/warehouse.ts';

const NAME = 'roll_up_definitions';

export const FILE = new URL('view.sql', viewFolder(NAME));

/**
 * GoogleSQL for one row with a digest of every query that roll-ups are made by, policies included. It changes when they
 * do, and then what is stored is out of date.
 */
export function definitionSql(views: readonly View[]): string {
  const rollUps = views.filter(({ isRollUp }) => isRollUp === true).map(({ name }) => name);
  const queries = neededViews(rollUps, views)
    .filter(({ name }) => name !== NAME)
    .map(({ name, sql }) => `${name}: ${sql}`);
  const digest = createHash('sha256').update(queries.join('\n')).digest('hex').slice(0, 16);
  return `-- Written by \`npm run generate\`.\nSELECT '${digest}' AS definition\n`;
}

if (import.meta.main) writeFileSync(FILE, definitionSql(readViews()));
