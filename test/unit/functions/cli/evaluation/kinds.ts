import { findingKinds } from '../../../../../functions/cli/evaluation/kinds.ts';
import { parseEvaluationPolicies } from '../../../../../functions/cli/evaluation/policies.ts';
import compatibility from '../../../../../infra/policy/compatibility.json' with { type: 'json' };
import grid from '../../../../../infra/policy/grid.json' with { type: 'json' };
import infrastructure from '../../../../../infra/policy/infrastructure.json' with { type: 'json' };

/** All kinds of findings with the policies of the project. */
export const KINDS = findingKinds(parseEvaluationPolicies({ infrastructure, compatibility, grid }));
