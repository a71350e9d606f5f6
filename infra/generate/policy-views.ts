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
import type { GeneratedFile } from './generated-files.ts';

/** The GoogleSQL of each view that is generated from a policy. */
const POLICY_VIEWS: Readonly<Record<string, () => string>> = {
  infrastructure_policy: () => infrastructureSql(infrastructure),
  marker_policy: () => markerPolicySql(versionMarkers),
  matrix_cells: () => matrixCellsSql(grid),
  skip_policy: () => skipPolicySql(compatibility),
  symptom_policy: () => symptomPolicySql(symptoms),
  text_symptoms: () => textSymptomsSql(symptoms),
  version_policy: () => versionPolicySql(compatibility),
};

/** Returns the `view.sql` of each view that is generated from a policy. */
export function policyViewFiles(): readonly GeneratedFile[] {
  return Object.entries(POLICY_VIEWS).map(([view, sql]) => ({
    file: new URL('view.sql', viewFolder(view)),
    text: sql(),
  }));
}
