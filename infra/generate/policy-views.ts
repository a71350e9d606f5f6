import codeOwnersJson from '../policy/code-owners.json' with { type: 'json' };
import compatibilityJson from '../policy/compatibility.json' with { type: 'json' };
import gridJson from '../policy/grid.json' with { type: 'json' };
import infrastructureJson from '../policy/infrastructure.json' with { type: 'json' };
import symptomsJson from '../policy/symptoms.json' with { type: 'json' };
import versionMarkersJson from '../policy/version-markers.json' with { type: 'json' };
import { viewFolder } from '../../shared/adapters/local/view-files.ts';
import { codeOwnersSql, parseCodeOwnerPolicy } from '../../shared/policy/code-owners.ts';
import {
  parseCompatibilityPolicy,
  skipPolicySql,
  versionPolicySql,
} from '../../shared/policy/compatibility.ts';
import { matrixCellsSql, parseGridPolicy } from '../../shared/policy/grid.ts';
import {
  infrastructurePolicySql,
  parseInfrastructurePolicy,
} from '../../shared/policy/infrastructure.ts';
import { symptomPolicySql, textSymptomsSql } from '../../shared/policy/symptom-views.ts';
import { parseSymptomPolicy } from '../../shared/policy/symptoms.ts';
import { markerPolicySql, parseVersionMarkerPolicy } from '../../shared/policy/version-markers.ts';
import type { GeneratedFile } from './generated-files.ts';

/** The GoogleSQL of each view that is generated from a policy, by the name of the view. */
const POLICY_VIEWS: Readonly<Record<string, () => string>> = {
  code_owners: () => codeOwnersSql(parseCodeOwnerPolicy(codeOwnersJson)),
  infrastructure_policy: () =>
    infrastructurePolicySql(parseInfrastructurePolicy(infrastructureJson)),
  marker_policy: () => markerPolicySql(parseVersionMarkerPolicy(versionMarkersJson)),
  matrix_cells: () => matrixCellsSql(parseGridPolicy(gridJson)),
  skip_policy: () => skipPolicySql(parseCompatibilityPolicy(compatibilityJson)),
  symptom_policy: () => symptomPolicySql(parseSymptomPolicy(symptomsJson)),
  text_symptoms: () => textSymptomsSql(parseSymptomPolicy(symptomsJson)),
  version_policy: () => versionPolicySql(parseCompatibilityPolicy(compatibilityJson)),
};

/** Returns the `view.sql` of each view that is generated from a policy. */
export function policyViewFiles(): readonly GeneratedFile[] {
  return Object.entries(POLICY_VIEWS).map(([view, sql]) => ({
    file: new URL('view.sql', viewFolder(view)),
    text: sql(),
  }));
}
