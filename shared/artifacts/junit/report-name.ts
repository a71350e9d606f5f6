import { maskName } from '../../domain/name-masks.ts';

/** Words in names of reports and folders that mark the repetition of tests, with the number of the repetition. */
const RETRY = /^(?:re-?runs?|retry|retries|retried|re-?tests?|attempts?|tries|try|again)(\d*)$/i;

/** Words before a number that counts runs of the same tests. */
const RUN = /^(?:runs?|round|pass)(\d*)$/i;

/** Parts that tell which of several machines or processes ran a test; tests move between them. */
const SHARD =
  /^(?:shards?|threads?|workers?|parts?|parallel|proc(?:ess)?|chunks?|splits?|slices?|gw|nodes?(?=\d?$))\d*$/i;

/** Parts without a meaning of their own: numbers, and what was masked as different from run to run. */
const MASKED = /^(?:\d+|of)$|<\w+>/;

/** Parts that every report may have. */
const COMMON = /^(?:artifacts|junit|xml|test|tests|results?|reports?)$/i;

/** What the path of a report says about the tests in it. */
export interface ReportName {
  /** Words that tell legs of a build apart, such as folders and the context in the file name; `null` if there are none. */
  readonly label: string | null;
  /** Number of the repetition of tests, 0 for the first. */
  readonly attempt: number;
}

/**
 * Returns what the path of a report below its build says about its tests. Numbers of shards and attempts, times and
 * generated names are no part of the label, since a test that is run again may be in another report.
 */
export function reportName(path: string): ReportName {
  const parts = maskName(path.replace(/\.xml(?:\.gz)?$/, ''))
    .replaceAll(/\bre-(?=runs?\b|tests?\b)/gi, 're')
    .split(/[/_\s-]+/)
    .filter((part) => part !== '');
  const words: string[] = [];
  let attempt = 0;
  parts.forEach((part, i) => {
    const retry = RETRY.exec(part) ?? RUN.exec(part);
    if (retry !== null) attempt = Math.max(attempt, retryNumber(retry[1], parts[i + 1], part));
    const isMeaningful = ![RETRY, RUN, SHARD, MASKED, COMMON].some((kind) => kind.test(part));
    if (isMeaningful && !words.includes(part)) words.push(part);
  });
  return { label: words.length === 0 ? null : words.join(' '), attempt };
}

/** Returns the number within or after the word for a repetition; without a number, a retry is the first. */
function retryNumber(glued: string | undefined, next: string | undefined, word: string): number {
  const written = glued !== undefined && glued !== '' ? glued : next;
  if (written !== undefined && /^\d{1,4}$/.test(written)) return Number(written);
  return RETRY.test(word) ? 1 : 0;
}
