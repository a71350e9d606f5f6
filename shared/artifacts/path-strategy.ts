/** How a deployment of Prow writes the repository of a pull request into object names. */
export interface PathStrategy {
  readonly kind: 'legacy' | 'single' | 'explicit';
  /** The organisation and repository that names may leave out. */
  readonly defaultOrg: string;
  readonly defaultRepo: string;
}

/** What Kubernetes uses. */
export const KUBERNETES_PATHS: PathStrategy = {
  kind: 'legacy',
  defaultOrg: 'kubernetes',
  defaultRepo: 'kubernetes',
};

/**
 * Tells the repository of a pull request from the segment before its number: none for the default repository,
 * `org_repo`, or, in the legacy strategy, a bare repository of the default organisation.
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
