/** The releases that a build is configured to test, as exact versions. */
export interface NamedReleases {
  readonly kops_release: string | null;
  readonly kubernetes_release: string | null;
}

const RELEASE = /^v?\d+\.\d+\.\d+/;

/** Reads the releases from the environment of a build; for an upgrade the target versions. Names such as `latest` are not exact versions. */
export function releasesOf(env: Readonly<Record<string, string>>): NamedReleases {
  const read = (...names: readonly string[]): string | null => {
    const named = names.find((name) => Object.hasOwn(env, name) && env[name] !== '');
    const value = named === undefined ? '' : (env[named] ?? '');
    return RELEASE.test(value) ? value : null;
  };
  return {
    kops_release: read('KOPS_VERSION_B', 'KOPS_VERSION'),
    kubernetes_release: read('K8S_VERSION_B', 'K8S_VERSION'),
  };
}
