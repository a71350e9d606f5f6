/** Releases that a build is told to test, by their exact versions. */
export interface NamedReleases {
  readonly kops_release: string | null;
  readonly kubernetes_release: string | null;
}

const RELEASE = /^v?\d+\.\d+\.\d+/;

/** Reads them from the environment of a build: of an upgrade those that it upgrades to. Names such as `latest` are none. */
export function releasesOf(env: Readonly<Record<string, string>>): NamedReleases {
  const read = (...names: readonly string[]): string | null =>
    names
      .filter((name) => Object.hasOwn(env, name))
      .map((name) => env[name] ?? '')
      .find((value) => RELEASE.test(value)) ?? null;
  return {
    kops_release: read('KOPS_VERSION_B', 'KOPS_VERSION'),
    kubernetes_release: read('K8S_VERSION_B', 'K8S_VERSION'),
  };
}
