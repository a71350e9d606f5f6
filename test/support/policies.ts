import { readPolicies } from '../../shared/config/policies.ts';

/** The policies of `infra/policy/`. */
export const POLICIES = readPolicies();
