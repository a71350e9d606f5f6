import { createHash } from 'node:crypto';
import { readViews, viewFolder } from '../../shared/adapters/local/view-files.ts';
import type { View } from '../../shared/ports/warehouse.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { isRollUp } from '../../shared/views/layers.ts';
import type { GeneratedFile } from './generated-files.ts';

const NAME = 'roll_up_definitions';

/** Returns the `view.sql` of `roll_up_definitions`. It depends on all other views, so it is generated after them. */
export function rollUpDefinitionsFile(): GeneratedFile {
  return { file: new URL('view.sql', viewFolder(NAME)), text: rollUpDefinitionsSql(readViews()) };
}

/**
 * Returns GoogleSQL for one row with a digest of every query from which roll-ups are made, policies included. When the
 * digest changes, the stored rows are out of date.
 */
export function rollUpDefinitionsSql(views: readonly View[]): string {
  const rollUps = views.filter(isRollUp).map(({ name }) => name);
  const queries = neededViews(rollUps, views)
    .filter(({ name }) => name !== NAME)
    .map(({ layer, name, sql }) => `${layer}/${name}: ${sql}`);
  const digest = createHash('sha256').update(queries.join('\n')).digest('hex').slice(0, 16);
  return `-- Written by \`npm run generate\`.\nSELECT '${digest}' AS definition\n`;
}
