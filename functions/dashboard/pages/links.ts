import { pathWith, textOf, type Row } from '../page.ts';

/** Returns the text of a column of a row, empty for NULL. */
export function valueIn(row: Row, column: string): string {
  return textOf(row[column] ?? null);
}

/** Returns a function that links a row to the page of its job. */
export function toJob(column = 'job'): (row: Row) => string | undefined {
  return (row) => pageFor('/job', { job: valueIn(row, column) });
}

/** Returns a function that links a row to the page of its test case. */
export function toTest(column = 'test_id'): (row: Row) => string | undefined {
  return (row) => pageFor('/test', { test: valueIn(row, column) });
}

/** Returns a function that links a row to the page of a build. */
export function toBuild(column = 'build_id'): (row: Row) => string | undefined {
  return (row) => pageFor('/build', { build: valueIn(row, column) });
}

/** Returns a function that links a row to the builds with some values. */
export function toBuilds(
  values: (row: Row) => Readonly<Record<string, string>>,
): (row: Row) => string | undefined {
  return (row) => pathWith('/builds', values(row));
}

/** Links a row to the builds of its job. */
export const toJobBuilds = toBuilds((row) => ({ job: valueIn(row, 'job') }));

/** Returns a function that links a row to the page of the failures with its fingerprint. */
export function toCluster(column = 'failure_fingerprint'): (row: Row) => string | undefined {
  return (row) => pageFor('/cluster', { fingerprint: valueIn(row, column) });
}

/** Returns a function that links a row to the URL in a column. */
export function toUrl(column: string): (row: Row) => string | undefined {
  return (row) => {
    const url = valueIn(row, column);
    return url === '' ? undefined : url;
  };
}

/** Inputs of one commit of one repository. */
const COMMIT = /^([\w.-]+\/[\w.-]+)@([0-9a-f]{7,40})$/;

/** Returns the URL of the commits between two inputs at GitHub; `undefined` unless they are two commits of one repository. */
export function compareUrl(before: string, after: string): string | undefined {
  const [, repository, first] = COMMIT.exec(before) ?? [];
  const [, other, last] = COMMIT.exec(after) ?? [];
  if (repository === undefined || repository !== other || first === last) return undefined;
  return `https://github.com/${repository}/compare/${first ?? ''}...${last ?? ''}`;
}

/** Links a change of a failure rate to the commits between the builds before and after it. */
export function toChangedCommits(row: Row): string | undefined {
  return compareUrl(valueIn(row, 'inputs_before'), valueIn(row, 'inputs_after'));
}

/** Returns the files of a build's folder as a web page. */
export function artifactsUrl(row: Row): string {
  const folder = `${valueIn(row, 'bucket')}/${valueIn(row, 'build_path')}`;
  return `https://gcsweb.k8s.io/gcs/${folder.split('/').map(encodeURIComponent).join('/')}`;
}

function pageFor(path: string, values: Readonly<Record<string, string>>): string | undefined {
  return Object.values(values).every((value) => value !== '') ? pathWith(path, values) : undefined;
}
