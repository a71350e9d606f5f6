/**
 * Writes the folders from which the functions are deployed, `<folder>/<name>/` for each, and `<folder>/<name>.zip`, which
 * Terraform uploads.
 *
 * Usage: `npm run build [-- <folder>]`, by default into `dist/functions/`.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readPolicies } from '../../shared/config/policies.ts';
import { checkPolicies } from './check-policies.ts';
import { bundleFunction, FUNCTION_NAMES } from './function-bundle.ts';
import { zipFolder } from './zip.ts';

const standard = fileURLToPath(new URL('../../dist/functions/', import.meta.url));
const [, , folder = standard] = process.argv;

checkPolicies(readPolicies());
for (const name of FUNCTION_NAMES) {
  await bundleFunction(name, pathToFileURL(`${resolve(folder, name)}/`));
  await writeFile(resolve(folder, `${name}.zip`), await zipFolder(resolve(folder, name)));
  console.log(`wrote ${resolve(folder, name)}`);
}
