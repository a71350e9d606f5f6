/** Writes the views that policies become: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import { viewFolder } from '../../shared/adapters/local/view-files.ts';
import compatibility from '../policy/compatibility.json' with { type: 'json' };
import { skipPolicySql, versionPolicySql } from '../../shared/policy/compatibility.ts';
import grid from '../policy/grid.json' with { type: 'json' };
import { matrixCellsSql } from '../../shared/policy/grid/sql.ts';
import infrastructure from '../policy/infrastructure.json' with { type: 'json' };
import { infrastructureSql } from '../../shared/policy/infrastructure.ts';
import symptoms from '../policy/symptoms.json' with { type: 'json' };
import { symptomPolicySql, textSymptomsSql } from '../../shared/policy/symptoms-sql.ts';
import versionMarkers from '../policy/version-markers.json' with { type: 'json' };
import { markerPolicySql } from '../../shared/policy/version-markers-sql.ts';

/** GoogleSQL of each view that is made of a policy, as the policy is now. */
export const POLICY_VIEWS: Readonly<Record<string, () => string>> = {
  infrastructure_policy: () => infrastructureSql(infrastructure),
  marker_policy: () => markerPolicySql(versionMarkers),
  matrix_cells: () => matrixCellsSql(grid),
  skip_policy: () => skipPolicySql(compatibility),
  symptom_policy: () => symptomPolicySql(symptoms),
  text_symptoms: () => textSymptomsSql(symptoms),
  version_policy: () => versionPolicySql(compatibility),
};

/** Where the SQL of a view is. */
export function viewFile(view: string): URL {
  return new URL('view.sql', viewFolder(view));
}

if (import.meta.main) {
  for (const [view, sql] of Object.entries(POLICY_VIEWS)) writeFileSync(viewFile(view), sql());
}
