import type { PodReferences } from '../../domain/credentials/credential.ts';
import type { Fields } from '../syntax/json/fields.ts';
import type { Warnings } from '../syntax/warnings.ts';

/** Maximum length of names in Kubernetes. */
const MAX_NAME = 253;
/** Maximum number of names of one sort; with more, a row would not fit into a message. */
const MAX_NAMES = 200;
/** Maximum number of variables of a container; presets append many to those of the job. */
export const MAX_VARIABLES = 250;

/** Audience of a token that does not name one: the cluster itself. */
const OWN_AUDIENCE = 'kubernetes';

/**
 * Reads the names of all things that the pod of a ProwJob refers to and that may be credentials; values are never read.
 * `decoration_config` is ignored, since the credentials with which Prow uploads artifacts do not belong to the job.
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
    secretVolumes: bounded(
      withoutNulls([...volumes.flatMap(secretsOfVolume), ...sources.map(secretOfSource)]),
    ),
    secretVariables: bounded([
      ...variables.flatMap(secretsOfVariable),
      ...containers.flatMap(importedSecrets),
    ]),
    audiences: bounded(sources.flatMap(audiencesOfSource)),
    variables: withoutNulls(variables.map((variable) => nameIn(variable, 'name'))),
    plainVariables: withoutNulls(
      variables.filter(hasValue).map((variable) => nameIn(variable, 'name')),
    ),
  };
}

/** Returns the names of the secrets of a volume: a secret itself, or one that a CSI driver fetches. */
function secretsOfVolume(volume: Fields): readonly (string | null)[] {
  const csi = volume.object('csi');
  return [
    nameIn(volume.object('secret'), 'secretName'),
    nameIn(csi.object('volumeAttributes'), 'secretProviderClass'),
    nameIn(csi.object('nodePublishSecretRef'), 'name'),
  ];
}

function secretOfSource(source: Fields): string | null {
  return nameIn(source.object('secret'), 'name');
}

function audiencesOfSource(source: Fields): readonly string[] {
  if (!source.has('serviceAccountToken')) return [];
  return [nameIn(source.object('serviceAccountToken'), 'audience') ?? OWN_AUDIENCE];
}

function secretsOfVariable(variable: Fields): PodReferences['secretVariables'] {
  const secret = nameIn(variable.object('valueFrom').object('secretKeyRef'), 'name');
  return secret === null ? [] : [{ secret, variable: nameIn(variable, 'name') }];
}

function hasValue(variable: Fields): boolean {
  return variable.string('value') !== null;
}

function importedSecrets(container: Fields): PodReferences['secretVariables'] {
  return withoutNulls(
    container.list('envFrom').map((source) => nameIn(source.object('secretRef'), 'name')),
  ).map((secret) => ({ secret, variable: null }));
}

function nameIn(fields: Fields, name: string): string | null {
  return fields.string(name)?.slice(0, MAX_NAME).toWellFormed() ?? null;
}

function withoutNulls(names: readonly (string | null)[]): readonly string[] {
  return names.filter((name) => name !== null);
}

function firstOf<T>(list: readonly T[], warnings: Warnings): readonly T[] {
  if (list.length > MAX_NAMES) {
    warnings.add(`pod_spec: only the first ${MAX_NAMES} secrets and tokens were kept`);
  }
  return list.slice(0, MAX_NAMES);
}
