import type { PodReferences } from '../../domain/credentials/credential.ts';
import type { Fields } from '../syntax/json/fields.ts';
import type { Warnings } from '../syntax/warnings.ts';

/** Kubernetes has no longer names; and of more of them a row would not fit into a message. */
const MAX_NAME = 253;
const MAX_NAMES = 200;
/** Presets put many variables of their own behind those of the job. */
export const MAX_VARIABLES = 250;

/** Whom a token is for that names nobody: the cluster itself. */
const OWN_AUDIENCE = 'kubernetes';

/**
 * Reads what the pod of a ProwJob refers to that may be a credential: names, and never a value. What Prow itself uploads
 * with is no credential of the job: `decoration_config` is not looked at.
 */
export function readPodReferences(spec: Fields, warnings: Warnings): PodReferences {
  const podSpec = spec.object('pod_spec');
  const containers = [...podSpec.list('initContainers'), ...podSpec.list('containers')];
  const variables = containers.flatMap((container) => container.list('env', MAX_VARIABLES));
  const volumes = podSpec.list('volumes');
  const sources = volumes.flatMap((volume) => volume.object('projected').list('sources'));
  const bounded = <T>(list: readonly T[]): readonly T[] => firstOf(list, warnings);
  return {
    cluster: spec.string('cluster'),
    serviceAccount: nameIn(podSpec, 'serviceAccountName') ?? nameIn(podSpec, 'serviceAccount'),
    secretVolumes: bounded(present([...volumes.flatMap(secretsOf), ...sources.map(secretOf)])),
    secretVariables: bounded([
      ...variables.flatMap(secretOfVariable),
      ...containers.flatMap(wholeSecrets),
    ]),
    audiences: bounded(sources.flatMap(audienceOf)),
    variables: present(variables.map((variable) => nameIn(variable, 'name'))),
    plainVariables: present(variables.filter(hasValue).map((variable) => nameIn(variable, 'name'))),
  };
}

/** A secret itself, or one that a driver fetches. */
function secretsOf(volume: Fields): readonly (string | null)[] {
  const csi = volume.object('csi');
  return [
    nameIn(volume.object('secret'), 'secretName'),
    nameIn(csi.object('volumeAttributes'), 'secretProviderClass'),
    nameIn(csi.object('nodePublishSecretRef'), 'name'),
  ];
}

function secretOf(source: Fields): string | null {
  return nameIn(source.object('secret'), 'name');
}

function audienceOf(source: Fields): readonly string[] {
  if (!source.has('serviceAccountToken')) return [];
  return [nameIn(source.object('serviceAccountToken'), 'audience') ?? OWN_AUDIENCE];
}

function secretOfVariable(variable: Fields): PodReferences['secretVariables'] {
  const secret = nameIn(variable.object('valueFrom').object('secretKeyRef'), 'name');
  return secret === null ? [] : [{ secret, variable: nameIn(variable, 'name') }];
}

function hasValue(variable: Fields): boolean {
  return variable.string('value') !== null;
}

function wholeSecrets(container: Fields): PodReferences['secretVariables'] {
  return present(
    container.list('envFrom').map((source) => nameIn(source.object('secretRef'), 'name')),
  ).map((secret) => ({ secret, variable: null }));
}

function nameIn(fields: Fields, name: string): string | null {
  return fields.string(name)?.slice(0, MAX_NAME).toWellFormed() ?? null;
}

function present(names: readonly (string | null)[]): readonly string[] {
  return names.filter((name) => name !== null);
}

function firstOf<T>(list: readonly T[], warnings: Warnings): readonly T[] {
  if (list.length > MAX_NAMES) {
    warnings.add(`pod_spec: of secrets and tokens only the first ${MAX_NAMES} were kept`);
  }
  return list.slice(0, MAX_NAMES);
}
