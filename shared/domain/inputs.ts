/** A repository under test at exact commits. */
export interface RepositoryInput {
  /** `org/repo`. */
  readonly repository: string;
  readonly commit: string;
  readonly pulls: readonly { readonly number: string; readonly commit: string }[];
}

/**
 * Returns the exact versions under test in one line, such as `kubernetes/kops@1a2b +123@3c4d`; repositories are
 * sorted and separated by `; `. Builds with equal inputs tested the same versions.
 *
 * @returns `null` if a commit is unknown
 */
export function canonicalInputs(repositories: readonly RepositoryInput[]): string | null {
  if (repositories.length === 0 || !repositories.every(isExact)) return null;
  return repositories
    .map(({ repository, commit, pulls }) =>
      [`${repository}@${commit}`, ...pulls.map((pull) => `+${pull.number}@${pull.commit}`)].join(
        ' ',
      ),
    )
    .sort()
    .join('; ');
}

function isExact({ repository, commit, pulls }: RepositoryInput): boolean {
  return (
    /[^/]\/[^/]/.test(repository) &&
    commit !== '' &&
    pulls.every((pull) => pull.number !== '' && pull.commit !== '')
  );
}
