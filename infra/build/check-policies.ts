import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import type { Policies } from '../../shared/policy/policies.ts';

/**
 * Parses every policy, because a function does so only when it needs one: a deployment with an invalid policy would fail
 * late.
 *
 * @throws PolicyError if a file does not follow its schema
 */
export function checkPolicies(policies: Policies): readonly object[] {
  const { coverage, credentials, dimensions, secrets, symptoms, versionMarkers } = policies;
  secretMask(secrets).compile();
  return [coverage, credentials, dimensions, secrets, symptoms, versionMarkers];
}
