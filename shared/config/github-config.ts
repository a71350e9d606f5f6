import { UsageError } from '../errors.ts';
import { parseSettings, type Environment } from './settings.ts';

/** A repository at GitHub. */
export interface GitHubRepository {
  readonly owner: string;
  readonly name: string;
}

const REPOSITORY = /^([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9._-]{1,100})$/;

/** Hosts that may be called without encryption. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Parses `owner/name`.
 *
 * @throws UsageError for any other text
 */
export function parseGitHubRepository(written: string): GitHubRepository {
  const [, owner, name] = REPOSITORY.exec(written) ?? [];
  if (owner === undefined || name === undefined || name === '.' || name === '..') {
    throw new UsageError(
      `cannot use the repository ${written}: write it as owner/name, such as kubernetes/kops`,
    );
  }
  return { owner, name };
}

/**
 * Parses the URL of the API of GitHub Enterprise.
 *
 * @throws UsageError for a text that is no URL, and for one without encryption, which would give the token to all on the way
 */
export function parseGitHubApi(written: string): string {
  const url = URL.parse(written);
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url === null || !isSafe || url.username !== '' || url.search !== '') {
    throw new UsageError(
      'the URL of the API is not of the form https://<host>/api/v3: pass that of your GitHub Enterprise',
    );
  }
  return url.href.replace(/\/$/, '');
}

/**
 * Reads GITHUB_TOKEN, and returns `undefined` if it is absent. Space around it, as at the end of a file, does not count.
 *
 * @throws UsageError, without the text, for one that a header cannot have: the error of the client would have the token in its message
 */
export function gitHubToken(environment: Environment): string | undefined {
  const variables = { GITHUB_TOKEN: environment['GITHUB_TOKEN']?.trim() };
  return parseSettings(variables, (settings) =>
    settings.matching('GITHUB_TOKEN', /^[\x21-\x7e]+$/, 'has characters that no token has'),
  );
}
