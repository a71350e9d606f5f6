import type { CoveragePolicy } from './coverage.ts';
import type { CredentialPolicy } from './credentials.ts';
import type { DimensionPolicy } from './dimensions.ts';
import type { SecretPolicy } from './secrets.ts';
import type { SymptomPolicy } from './symptoms.ts';
import type { VersionMarkerPolicy } from './version-markers.ts';

/** The policies that reading artifacts and assembling rows depend on; the others only become views. */
export interface Policies {
  readonly coverage: CoveragePolicy;
  readonly credentials: CredentialPolicy;
  readonly dimensions: DimensionPolicy;
  readonly secrets: SecretPolicy;
  readonly symptoms: SymptomPolicy;
  readonly versionMarkers: VersionMarkerPolicy;
}

/** The policies that Prow's JSON files are read with. */
export type BuildFilePolicies = Pick<Policies, 'credentials' | 'secrets'>;
