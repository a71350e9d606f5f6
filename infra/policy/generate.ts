/** Writes the views that policies become: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import infrastructure from './infrastructure.json' with { type: 'json' };
import { infrastructureSql } from './infrastructure.ts';
import versionMarkers from './version-markers.json' with { type: 'json' };
import { markerPolicySql } from './version-markers.ts';

export const VIEW = new URL('../views/infrastructure_policy/view.sql', import.meta.url);
export const MARKER_VIEW = new URL('../views/marker_policy/view.sql', import.meta.url);

/** The view as the policy has it now. */
export function generateInfrastructure(): string {
  return infrastructureSql(infrastructure);
}

/** The view of version markers as the policy has it now. */
export function generateMarkers(): string {
  return markerPolicySql(versionMarkers);
}

if (import.meta.main) {
  writeFileSync(VIEW, generateInfrastructure());
  writeFileSync(MARKER_VIEW, generateMarkers());
}
