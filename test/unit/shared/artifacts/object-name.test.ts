import { describe, expect, test } from 'vitest';
import { isOfNoKind, parseObjectName } from '../../../../shared/artifacts/object-name.ts';
import { KUBERNETES_PATHS, type PathStrategy } from '../../../../shared/artifacts/path-strategy.ts';
import { NAMING } from '../../../support/settings.ts';

const PERIODIC = 'logs/e2e-kops-grid/1991387062838034432/';
const PULL = 'pr-logs/pull/kops/17000/pull-kops-e2e/1991387062838034432/';

const single: PathStrategy = { ...KUBERNETES_PATHS, kind: 'single' };
const explicit: PathStrategy = { ...KUBERNETES_PATHS, kind: 'explicit' };

describe('files of a build', () => {
  test.each([
    { name: 'started.json', kind: 'started' },
    { name: 'finished.json', kind: 'finished' },
    { name: 'prowjob.json', kind: 'prowjob' },
    { name: 'podinfo.json', kind: 'podinfo' },
    { name: 'clone-records.json', kind: 'clone_records' },
    { name: 'build-log.txt', kind: 'build_log' },
    { name: 'artifacts/junit.xml', kind: 'junit' },
    { name: 'artifacts/junit_runner.xml', kind: 'junit' },
    { name: 'artifacts/junit_01.xml', kind: 'junit' },
    { name: 'artifacts/junit_e2e_20261120-1200_01.xml', kind: 'junit' },
    { name: 'artifacts/deep/er/junit-report.xml', kind: 'junit' },
    { name: 'artifacts/junit/TEST-a.xml', kind: 'junit' },
    { name: 'artifacts/junit_01.xml.gz', kind: 'junit' },
  ])('$name is $kind', ({ name, kind }) => {
    expect(parseObjectName(PERIODIC + name, NAMING)).toEqual({
      kind,
      path: name,
      build: { buildPath: PERIODIC, job: 'e2e-kops-grid', buildId: '1991387062838034432' },
    });
  });

  test('%23 in a name is decoded as #', () => {
    const parsed = parseObjectName(`${PERIODIC}artifacts/junit_a%231.xml`, NAMING);
    expect(parsed).toMatchObject({ path: 'artifacts/junit_a#1.xml' });
  });
});

describe('pointers', () => {
  test.each([
    ['logs/job/latest-build.txt', 'latest_build'],
    ['pr-logs/directory/job/latest-build.txt', 'latest_build'],
    ['pr-logs/pull/kops/17000/job/latest-build.txt', 'latest_build'],
    ['pr-logs/pull/123/job/latest-build.txt', 'latest_build'],
    ['pr-logs/directory/job/1991387062838034432.txt', 'build_alias'],
  ])('%s is %s', (name, kind) => {
    expect(parseObjectName(name, NAMING)).toEqual({ kind, path: name });
  });
});

test('a version marker', () => {
  const name = 'kops/releases/markers/release-1.35/latest-ci.txt';
  expect(parseObjectName(name, NAMING)).toEqual({
    kind: 'version_marker',
    path: name,
  });
});

describe('objects of an unknown kind', () => {
  test.each([
    'logs/job/1/artifacts/finished.json',
    'logs/job/1/artifacts/metadata.json',
    'logs/job/1/artifacts/TEST-report.xml',
    'logs/job/1/junit_01.xml',
    'logs/job/1/sidecar-logs.json',
    'logs/job/not-a-number/finished.json',
    'logs/job/finished.json',
    'logs/finished.json',
    'pr-logs/pull/kops/not-a-pull/job/1/finished.json',
    'pr-logs/directory/job/latest.txt',
    'other/job/1/finished.json',
    '/logs/job/1/finished.json',
    'finished.json',
    '',
    '\0',
    'logs/job/1/',
  ])('%j', (name) => {
    expect(parseObjectName(name, NAMING)).toBeUndefined();
  });
});

describe('pull requests', () => {
  test.each([
    { strategy: KUBERNETES_PATHS, segment: '', org: 'kubernetes', repo: 'kubernetes' },
    { strategy: KUBERNETES_PATHS, segment: 'kops/', org: 'kubernetes', repo: 'kops' },
    {
      strategy: KUBERNETES_PATHS,
      segment: 'kubernetes-sigs_kind/',
      org: 'kubernetes-sigs',
      repo: 'kind',
    },
    { strategy: KUBERNETES_PATHS, segment: 'org_a_repo/', org: 'org', repo: 'a_repo' },
    { strategy: single, segment: '', org: 'kubernetes', repo: 'kubernetes' },
    { strategy: single, segment: 'kubernetes_kops/', org: 'kubernetes', repo: 'kops' },
    { strategy: single, segment: 'kops/', org: undefined, repo: undefined },
    {
      strategy: explicit,
      segment: 'kubernetes_kubernetes/',
      org: 'kubernetes',
      repo: 'kubernetes',
    },
    { strategy: explicit, segment: '', org: undefined, repo: undefined },
  ])('$strategy.kind: pr-logs/pull/${segment}…', ({ strategy, segment, org, repo }) => {
    const parsed = parseObjectName(`pr-logs/pull/${segment}17/job/5/finished.json`, {
      ...NAMING,
      pathStrategy: strategy,
    });
    expect(parsed).toMatchObject({ build: { jobType: 'presubmit', pullNumber: '17', job: 'job' } });
    const build = parsed !== undefined && 'build' in parsed ? parsed.build : undefined;
    expect({ org: build?.org, repo: build?.repo }).toEqual({ org, repo });
  });

  test('the folder of the build ends with a slash', () => {
    expect(parseObjectName(`${PULL}started.json`, NAMING)).toMatchObject({
      build: { buildPath: PULL },
    });
  });

  test('a batch does not belong to a pull request', () => {
    const name = 'pr-logs/pull/batch/job/5/finished.json';
    expect(parseObjectName(name, NAMING)).toEqual({
      kind: 'finished',
      path: 'finished.json',
      build: { buildPath: 'pr-logs/pull/batch/job/5/', job: 'job', buildId: '5', jobType: 'batch' },
    });
  });
});

describe('an object is known to be of no kind', () => {
  test.each([
    [`${PERIODIC}artifacts/kubelet.log`, true],
    [`${PERIODIC}artifacts/notes.txt`, true],
    [`${PERIODIC}artifacts/cluster.xml`, true],
    [`${PERIODIC}artifacts/junit.xml`, false],
    [`${PERIODIC}build-log.txt`, false],
    ['logs/job/latest-build.txt', false],
    ['ci/latest.txt', false],
    // Only the policy can tell.
    ['somewhere/notes.txt', false],
  ])('%s: %s', (name, expected) => {
    expect(isOfNoKind(name, KUBERNETES_PATHS)).toBe(expected);
    if (expected) expect(parseObjectName(name, NAMING)).toBeUndefined();
  });
});
