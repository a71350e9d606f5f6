/**
 * Writes the folders from which the functions are deployed, `<folder>/<name>/` for each.
 *
 * Usage: `npm run build [-- <folder>]`, by default into `dist/functions/`.
 */
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readPolicies } from '../../shared/config/policies.ts';
import { checkPolicies } from './check-policies.ts';
import { bundleFunction, FUNCTION_NAMES } from './function-bundle.ts';

const standard = fileURLToPath(new URL('../../dist/functions/', import.meta.url));
const [, , folder = standard] = process.argv;

checkPolicies(readPolicies());
for (const name of FUNCTION_NAMES) {
  await bundleFunction(name, pathToFileURL(`${resolve(folder, name)}/`));
  console.log(`wrote ${resolve(folder, name)}`);
}
