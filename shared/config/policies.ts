import compatibility from '../../infra/policy/compatibility.json' with { type: 'json' };
import coverage from '../../infra/policy/coverage.json' with { type: 'json' };
import credentials from '../../infra/policy/credentials.json' with { type: 'json' };
import dimensions from '../../infra/policy/dimensions.json' with { type: 'json' };
import grid from '../../infra/policy/grid.json' with { type: 'json' };
import infrastructure from '../../infra/policy/infrastructure.json' with { type: 'json' };
import prices from '../../infra/policy/prices.json' with { type: 'json' };
import secrets from '../../infra/policy/secrets.json' with { type: 'json' };
import symptoms from '../../infra/policy/symptoms.json' with { type: 'json' };
import versionMarkers from '../../infra/policy/version-markers.json' with { type: 'json' };
import { parseCoveragePolicy } from '../policy/coverage.ts';
import { parseCredentialPolicy } from '../policy/credentials.ts';
import { parseDimensionPolicy } from '../policy/dimensions.ts';
import { parseStoragePrices, type StoragePrices } from '../policy/prices.ts';
import type { Policies } from '../policy/policies.ts';
import { parseSecretPolicy } from '../policy/secrets.ts';
import { parseSymptomPolicy } from '../policy/symptoms.ts';
import { parseVersionMarkerPolicy } from '../policy/version-markers.ts';

/**
 * Returns the policies of `infra/policy/`, each parsed when it is first asked for: to check the symptoms takes longer than
 * to read most objects. To be called once by a composition root, which passes them on: patterns are compiled once for each
 * value that this returns.
 *
 * @returns policies whose properties throw a PolicyError if their file does not follow its schema
 */
export function readPolicies(): Policies {
  const readDimensions = once(() => parseDimensionPolicy(dimensions));
  const readCoverage = once(() => parseCoveragePolicy(coverage));
  const readCredentials = once(() => parseCredentialPolicy(credentials, readDimensions()));
  const readSecrets = once(() => parseSecretPolicy(secrets));
  const readSymptoms = once(() => parseSymptomPolicy(symptoms));
  const readVersionMarkers = once(() => parseVersionMarkerPolicy(versionMarkers));
  return {
    get coverage() {
      return readCoverage();
    },
    get credentials() {
      return readCredentials();
    },
    get dimensions() {
      return readDimensions();
    },
    get secrets() {
      return readSecrets();
    },
    get symptoms() {
      return readSymptoms();
    },
    get versionMarkers() {
      return readVersionMarkers();
    },
  };
}

/** Returns a function that reads a value when it is first called, and returns the same value from then on. */
function once<T extends object>(read: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= read());
}

/** Returns the prices of Cloud Storage and of queries on BigQuery, for estimates. */
export function readStoragePrices(): StoragePrices {
  return parseStoragePrices(prices);
}

/** Files of the policies that become views and nothing else, unparsed. */
export interface ViewPolicyFiles {
  readonly compatibility: unknown;
  readonly grid: unknown;
  readonly infrastructure: unknown;
}

/** Returns the unparsed files of the policies that become views, for the evaluation, which parses them with its own code. */
export function readViewPolicyFiles(): ViewPolicyFiles {
  return { compatibility, grid, infrastructure };
}
