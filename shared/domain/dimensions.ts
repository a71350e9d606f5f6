/** What a build was a test of, by the annotations of its job. */
export interface Dimensions {
  readonly cloud: string | null;
  readonly networking: string | null;
  readonly distro: string | null;
  readonly architecture: string | null;
  readonly kubernetes_version: string | null;
  readonly kops_version: string | null;
}

const PREFIX = 'test.kops.k8s.io/';

/** The same cloud under another name. */
const CLOUDS: ReadonlyMap<string, string> = new Map([
  ['gcp', 'gce'],
  ['do', 'digitalocean'],
]);

/** Reads the dimensions from the annotations that kOps' job generator writes, so that no name has to be taken apart. */
export function dimensionsOf(annotations: Readonly<Record<string, string>>): Dimensions {
  const read = (name: string): string | null => {
    const value = Object.hasOwn(annotations, PREFIX + name)
      ? annotations[PREFIX + name]
      : undefined;
    return value === undefined || value === '' ? null : value;
  };
  const cloud = read('cloud');
  const distro = read('distro');
  return {
    cloud: cloud === null ? null : (CLOUDS.get(cloud) ?? cloud),
    networking: read('networking'),
    distro,
    architecture: distro === null ? null : distro.endsWith('arm64') ? 'arm64' : 'amd64',
    kubernetes_version: read('k8s_version'),
    kops_version: read('kops_version'),
  };
}
