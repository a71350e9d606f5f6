/**
 * Writes the folders from which the functions are deployed: `dist/functions/<name>/`.
 *
 * Usage: `npm run build`.
 */
import { readPolicies } from '../../shared/config/policies.ts';
import { bundleFunction, FUNCTION_NAMES } from './function-bundle.ts';
import { checkPolicies } from './check-policies.ts';

checkPolicies(readPolicies());
for (const name of FUNCTION_NAMES) {
  const target = new URL(`../../dist/functions/${name}/`, import.meta.url);
  await bundleFunction(name, target);
  console.log(`wrote dist/functions/${name}`);
}
