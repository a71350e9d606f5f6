/** Writes what the npm package needs besides the files of the checkout, into `dist/`; npm runs it before it packs. */
import { readPolicies } from '../../shared/config/policies.ts';
import { checkPolicies } from './check-policies.ts';
import { bundleCommandLine } from './command-line-bundle.ts';

checkPolicies(readPolicies());
await bundleCommandLine(new URL('../../dist/', import.meta.url));
