import { findingKinds } from '../../../../../functions/cli/evaluation/kinds.ts';
import { parseEvaluationPolicies } from '../../../../../functions/cli/evaluation/policies.ts';
import { readViewPolicyFiles } from '../../../../../shared/config/policies.ts';

/** All kinds of findings with the policies of the project. */
export const KINDS = findingKinds(parseEvaluationPolicies(readViewPolicyFiles()));
