import { listedCloud, type CredentialPolicy } from '../../policy/credentials.ts';
import type { Credential, PodReferences } from './credential.ts';

/** Cloud of a credential whose name the policy does not list. */
const UNKNOWN = 'unknown';

/**
 * Returns the signs of credentials that a job gives its builds, each once: presets by their labels, and the secrets, tokens,
 * roles and accounts that the pod refers to. A name that the policy does not list has the cloud `unknown`; a label
 * that it does not list is not a preset with credentials.
 */
export function credentialsOf(
  labels: Readonly<Record<string, string>>,
  pod: PodReferences,
  policy: CredentialPolicy,
): readonly Credential[] {
  const all = [
    ...presets(labels, policy),
    ...secretVolumes(pod, policy),
    ...secretVariables(pod, policy),
    ...plainVariables(pod, policy),
    ...tokens(pod, policy),
    ...roles(pod, policy),
    ...serviceAccounts(pod, policy),
  ];
  const distinct = new Map(all.map((one) => [`${one.cloud} ${one.evidence} ${one.name}`, one]));
  return [...distinct.values()];
}

/** Prow merges a preset into a pod when label and value are equal; the values of these presets are all `true`. */
function presets(
  labels: Readonly<Record<string, string>>,
  policy: CredentialPolicy,
): readonly Credential[] {
  return Object.entries(policy.presets)
    .filter(([name]) => Object.hasOwn(labels, name) && labels[name] === 'true')
    .map(([name, { cloud, kind }]) => ({ cloud, kind, evidence: 'preset', name }));
}

function secretVolumes(pod: PodReferences, policy: CredentialPolicy): readonly Credential[] {
  return pod.secretVolumes.map((name) => ({
    cloud: listedCloud(policy.secrets, name) ?? UNKNOWN,
    kind: 'static',
    evidence: 'secret_volume',
    name,
  }));
}

function secretVariables(pod: PodReferences, policy: CredentialPolicy): readonly Credential[] {
  return pod.secretVariables.map(({ secret, variable }) => ({
    cloud:
      listedCloud(policy.secrets, secret) ??
      listedCloud(policy.secret_variables, variable ?? '') ??
      UNKNOWN,
    kind: 'static',
    evidence: 'secret_env',
    name: secret,
  }));
}

/** Keys that everyone who may read the job's configuration can read. */
function plainVariables(pod: PodReferences, policy: CredentialPolicy): readonly Credential[] {
  return pod.plainVariables.flatMap((name) => {
    const cloud = listedCloud(policy.secret_variables, name);
    return cloud === undefined ? [] : [{ cloud, kind: 'static', evidence: 'plain_env', name }];
  });
}

function tokens(pod: PodReferences, policy: CredentialPolicy): readonly Credential[] {
  return pod.audiences.map((name) => ({
    cloud: listedCloud(policy.audiences, name) ?? UNKNOWN,
    kind: 'short_lived',
    evidence: 'projected_token',
    name,
  }));
}

function roles(pod: PodReferences, policy: CredentialPolicy): readonly Credential[] {
  return policy.roles
    .filter(({ variables }) => variables.every((name) => pod.variables.includes(name)))
    .map(({ cloud, variables }) => ({
      cloud,
      kind: 'short_lived',
      evidence: 'role',
      name: variables[0] ?? '',
    }));
}

/** Accounts of the same name may be bound to different clouds in different build clusters. */
function serviceAccounts(
  { cluster, serviceAccount }: PodReferences,
  policy: CredentialPolicy,
): readonly Credential[] {
  if (serviceAccount === null) return [];
  const cloud =
    listedCloud(policy.service_accounts, `${cluster ?? ''}/${serviceAccount}`) ??
    listedCloud(policy.service_accounts, serviceAccount) ??
    UNKNOWN;
  return [{ cloud, kind: 'short_lived', evidence: 'service_account', name: serviceAccount }];
}
