import { UsageError } from '../../shared/errors.ts';

/** Failures that a user asks about: those of a build, or those of the newest builds of a pull request. */
export type FailureTarget =
  | { readonly kind: 'build'; readonly buildId: string; readonly job: string | undefined }
  | {
      readonly kind: 'pull_request';
      readonly org: string;
      readonly repo: string;
      readonly number: string;
    };

const PULL_REQUESTS = [
  /^(?:https?:\/\/)?(?:www\.)?github\.com\/([\w.-]+)\/([\w.-]+)\/pull\/(\d{1,9})(?:[/?#].*)?$/i,
  /^([\w.-]+)\/([\w.-]+)#(\d{1,9})$/,
];

/** The number of a build: a decimal number with at most as many digits as Prow's. */
const BUILD_ID = /^\d{1,19}$/;

/**
 * Parses a build (its number, its path in a bucket, or the URL of its page at Prow, at a bucket's browser or of one of its
 * files) or a pull request (`org/repo#number`, or the URL of its page at GitHub).
 *
 * @throws UsageError for any other text
 */
export function parseFailureTarget(written: string): FailureTarget {
  for (const pattern of PULL_REQUESTS) {
    const [, org, repo, number] = pattern.exec(written) ?? [];
    if (org !== undefined && repo !== undefined && number !== undefined) {
      return { kind: 'pull_request', org, repo, number };
    }
  }
  const [path = ''] = written.split(/[?#]|\/artifacts\//);
  const segments = path.split('/');
  // The path of a build of a pull request has the number of the pull request as well, before that of the build.
  const place = segments.findLastIndex((segment) => BUILD_ID.test(segment));
  const buildId = segments[place];
  if (buildId !== undefined) return { kind: 'build', buildId, job: segments[place - 1] };
  throw new UsageError(
    `${JSON.stringify(written)} is neither a build nor a pull request: pass the URL of a build, its number, ` +
      'the URL of a pull request, or org/repo#number',
  );
}
