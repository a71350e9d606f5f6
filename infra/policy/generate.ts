/** Writes the views that policies become: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import compatibility from './compatibility.json' with { type: 'json' };
import { skipPolicySql, versionPolicySql } from './compatibility.ts';
import infrastructure from './infrastructure.json' with { type: 'json' };
import { infrastructureSql } from './infrastructure.ts';
import symptoms from './symptoms.json' with { type: 'json' };
import { symptomPolicySql, textSymptomsSql } from './symptoms.ts';
import versionMarkers from './version-markers.json' with { type: 'json' };
import { markerPolicySql } from './version-markers.ts';

/** GoogleSQL of each view that is made of a policy, as the policy is now. */
export const POLICY_VIEWS: Readonly<Record<string, () => string>> = {
  infrastructure_policy: () => infrastructureSql(infrastructure),
  marker_policy: () => markerPolicySql(versionMarkers),
  skip_policy: () => skipPolicySql(compatibility),
  symptom_policy: () => symptomPolicySql(symptoms),
  text_symptoms: () => textSymptomsSql(symptoms),
  version_policy: () => versionPolicySql(compatibility),
};

/** Where the SQL of a view is. */
export function viewFile(view: string): URL {
  return new URL(`../views/${view}/view.sql`, import.meta.url);
}

if (import.meta.main) {
  for (const [view, sql] of Object.entries(POLICY_VIEWS)) writeFileSync(viewFile(view), sql());
}
