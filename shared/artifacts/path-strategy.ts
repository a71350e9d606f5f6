/** Form in which a deployment of Prow writes the repository of a pull request into object names. */
export interface PathStrategy {
  readonly kind: 'legacy' | 'single' | 'explicit';
  /** Organisation that names may omit. */
  readonly defaultOrg: string;
  /** Repository that names may omit. */
  readonly defaultRepo: string;
}

/** Path strategy of the Prow deployment of Kubernetes. */
export const KUBERNETES_PATHS: PathStrategy = {
  kind: 'legacy',
  defaultOrg: 'kubernetes',
  defaultRepo: 'kubernetes',
};

/**
 * Returns the repository of a pull request, given the segment before its number. The segment is absent for the default
 * repository; otherwise it has the form `org_repo` or, in the legacy strategy, names a repository of the default
 * organisation.
 */
export function pullLocation(
  segment: string | undefined,
  { kind, defaultOrg, defaultRepo }: PathStrategy,
): { org?: string; repo?: string } {
  if (segment === undefined) {
    return kind === 'explicit' ? {} : { org: defaultOrg, repo: defaultRepo };
  }
  // GitHub's organisations have no underscore in their names, so the first one is the separator.
  const separator = segment.indexOf('_');
  if (separator > 0)
    return { org: segment.slice(0, separator), repo: segment.slice(separator + 1) };
  return kind === 'legacy' ? { org: defaultOrg, repo: segment } : {};
}
