import type { Credential, PodReferences } from './credential.ts';
import { listed, POLICY } from '../../policy/credentials.ts';

/** What the policy does not list. */
const UNKNOWN = 'unknown';

/**
 * The signs of credentials that a job gives its builds, each once: presets by their labels, and what the pod refers to.
 * What the policy does not list is kept as `unknown`; of labels only those that it lists are presets with credentials.
 */
export function credentialsOf(
  labels: Readonly<Record<string, string>>,
  pod: PodReferences,
): readonly Credential[] {
  const all = [
    ...presets(labels),
    ...secretVolumes(pod),
    ...secretVariables(pod),
    ...plainVariables(pod),
    ...tokens(pod),
    ...roles(pod),
    ...serviceAccounts(pod),
  ];
  const once = new Map(all.map((one) => [`${one.cloud} ${one.evidence} ${one.name}`, one]));
  return [...once.values()];
}

/** Prow merges a preset in where label and value are the same; the values are all `true`. */
function presets(labels: Readonly<Record<string, string>>): readonly Credential[] {
  return Object.entries(POLICY.presets)
    .filter(([name]) => Object.hasOwn(labels, name) && labels[name] === 'true')
    .map(([name, { cloud, kind }]) => ({ cloud, kind, evidence: 'preset', name }));
}

function secretVolumes(pod: PodReferences): readonly Credential[] {
  return pod.secretVolumes.map((name) => ({
    cloud: listed(POLICY.secrets, name) ?? UNKNOWN,
    kind: 'static',
    evidence: 'secret_volume',
    name,
  }));
}

function secretVariables(pod: PodReferences): readonly Credential[] {
  return pod.secretVariables.map(({ secret, variable }) => ({
    cloud:
      listed(POLICY.secrets, secret) ?? listed(POLICY.secret_variables, variable ?? '') ?? UNKNOWN,
    kind: 'static',
    evidence: 'secret_env',
    name: secret,
  }));
}

/** A key that anybody reads who may read the job's configuration. */
function plainVariables(pod: PodReferences): readonly Credential[] {
  return pod.plainVariables.flatMap((name) => {
    const cloud = listed(POLICY.secret_variables, name);
    return cloud === undefined ? [] : [{ cloud, kind: 'static', evidence: 'plain_env', name }];
  });
}

function tokens(pod: PodReferences): readonly Credential[] {
  return pod.audiences.map((name) => ({
    cloud: listed(POLICY.audiences, name) ?? UNKNOWN,
    kind: 'short_lived',
    evidence: 'projected_token',
    name,
  }));
}

function roles(pod: PodReferences): readonly Credential[] {
  return POLICY.roles
    .filter(({ variables }) => variables.every((name) => pod.variables.includes(name)))
    .map(({ cloud, variables }) => ({
      cloud,
      kind: 'short_lived',
      evidence: 'role',
      name: variables[0] ?? '',
    }));
}

/** Accounts of one name may be bound to one cloud here, and to another one there. */
function serviceAccounts({ cluster, serviceAccount }: PodReferences): readonly Credential[] {
  if (serviceAccount === null) return [];
  const cloud =
    listed(POLICY.service_accounts, `${cluster ?? ''}/${serviceAccount}`) ??
    listed(POLICY.service_accounts, serviceAccount) ??
    UNKNOWN;
  return [{ cloud, kind: 'short_lived', evidence: 'service_account', name: serviceAccount }];
}
