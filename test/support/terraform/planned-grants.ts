import { z } from 'zod';
import type { PlannedAttributes, PlannedResources } from './plans.ts';

/** A grant of a plan. */
export interface Grant {
  /** Who gets it; accounts of the project by their name alone. */
  readonly member: string;
  /** The role; custom ones by their name alone. */
  readonly role: string;
  /** What it is granted on: the kind of the resource, its name, and a condition if there is one. */
  readonly on: string;
}

/** Types of resources that are named in a grant, and the attribute that has the name. */
const SCOPES: Readonly<Record<string, readonly [kind: string, attribute: string]>> = {
  google_artifact_registry_repository_iam_member: ['repository', 'repository'],
  google_cloud_run_v2_service_iam_member: ['function', 'name'],
  google_project_iam_member: ['project', 'project'],
  google_pubsub_subscription_iam_member: ['subscription', 'subscription'],
  google_pubsub_topic_iam_member: ['topic', 'topic'],
  google_secret_manager_secret_iam_member: ['secret', 'secret_id'],
  google_service_account_iam_member: ['account', 'service_account_id'],
  google_storage_bucket_iam_member: ['bucket', 'bucket'],
};

/** A member that a plan does not know: the service agent of Cloud Storage, which is looked up. */
const KNOWN_LATER = 'known after apply';

/**
 * Returns all grants of a plan.
 *
 * @throws Error for a type of resource that grants something and is not known here
 */
export function grantsOf(resources: PlannedResources): readonly Grant[] {
  return resources.flatMap(({ type, after }) => {
    if (type === 'google_bigquery_dataset') return datasetGrants(after);
    if (!/_iam_(member|binding|policy)$|_access$/.test(type)) return [];
    const [kind, attribute] = SCOPES[type] ?? [];
    if (kind === undefined || attribute === undefined) throw new Error(`unknown grant: ${type}`);
    const name = shortAccount(z.string().parse(after[attribute]));
    const { member = KNOWN_LATER, role = KNOWN_LATER, condition = [] } = after;
    const on = [`${kind} ${name}`, ...condition.map(({ expression }) => `if ${expression}`)];
    return [{ member: shortAccount(member), role: shortRole(role), on: on.join(' ') }];
  });
}

function datasetGrants({ dataset_id, access = [] }: PlannedAttributes): Grant[] {
  return access.map((entry) => {
    const views = entry.dataset[0]?.dataset[0]?.dataset_id;
    const member =
      entry.user_by_email ?? entry.group_by_email ?? entry.domain ?? entry.special_group;
    return {
      member: views === undefined ? shortAccount(member ?? 'no member') : `views of ${views}`,
      role: entry.role === null || entry.role === '' ? 'reads' : shortRole(entry.role),
      on: `dataset ${dataset_id ?? ''}`,
    };
  });
}

/** Returns the name of an account of the project, or a member as it is. */
function shortAccount(member: string): string {
  const [, name] = /([\w.-]+)@my-project-123\.iam\.gserviceaccount\.com$/.exec(member) ?? [];
  return name ?? member;
}

function shortRole(role: string): string {
  return role.replace(/^projects\/my-project-123\/roles\/ci_signal_/, 'custom ');
}
