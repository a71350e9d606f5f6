/**
 * Prints the tables of costs in SCALING.md.
 *
 * Usage: `npm run costs`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseStoragePrices } from '../../shared/policy/prices.ts';
import prices from '../policy/prices.json' with { type: 'json' };
import { pollTable } from './poll-table.ts';
import { costTable, loadsOf, type ScannedBytes } from './table.ts';

const root = new URL('../../', import.meta.url);
const namesIn = (layer: string): readonly string[] =>
  readdirSync(new URL(`infra/views/${layer}/`, root));
const refreshed = { rollUps: namesIn('rollups'), snapshots: namesIn('snapshots') };
const { views } = JSON.parse(readFileSync(new URL('test/views/budget.json', root), 'utf8')) as {
  readonly views: ScannedBytes;
};
const parsed = parseStoragePrices(prices);
console.log(`${costTable(loadsOf(views, refreshed), parsed)}\n\n${pollTable(parsed)}`);
