import { describe, expect, test } from 'vitest';
import { kindOfFileName } from '../../../../../shared/artifacts/content.ts';
import { isOfNoKind, parseObjectName } from '../../../../../shared/artifacts/object-name.ts';
import { KUBERNETES_PATHS } from '../../../../../shared/artifacts/path-strategy.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { NAMING } from '../../../../support/settings.ts';

const BUILD = 'logs/ci-kops-coverage/1991387062838034432/';

const kindOf = (path: string): string | undefined => parseObjectName(BUILD + path, NAMING)?.kind;

describe('objects of coverage', () => {
  test.each([
    'artifacts/filtered.cov',
    'artifacts/combined-coverage.cov.gz',
    'artifacts/junit_coverage.xml',
    'artifacts/coverage.out',
    'artifacts/cover.out',
    'artifacts/coverprofile.out',
    'artifacts/unit-coverage.out',
    'artifacts/coverage.txt',
    'artifacts/x/lcov.info',
    'artifacts/x/coverage.info',
    'artifacts/a.b/lcov.unit.info.gz',
    'artifacts/coverage.lcov',
    'artifacts/cobertura-coverage.xml',
    'artifacts/cobertura.xml',
    'artifacts/coverage.xml',
    'artifacts/jacoco.xml',
    'artifacts/jacocoTestReport.xml',
    'artifacts/clover.xml',
    'artifacts/coverage.opencover.xml',
    'artifacts/coverage-final.json',
    'artifacts/web/coverage-summary.json',
    'artifacts/coverage.json',
    'artifacts/py-coverage.json',
    'artifacts/llvm-cov.json',
    'artifacts/Coverage.xml',
  ])('%s', (path) => {
    expect(kindOf(path)).toBe('coverage');
    expect(isOfNoKind(BUILD + path, KUBERNETES_PATHS)).toBe(false);
    expect(kindOfFileName(`/tmp/${path}`, POLICIES)).toBe('coverage');
  });
});

describe('other objects', () => {
  test.each([
    ['artifacts/junit_01.xml', 'junit'],
    ['artifacts/junit_recoverage_01.xml', 'junit'],
    ['artifacts/recovery.json', undefined],
    ['artifacts/discover.txt', undefined],
    ['artifacts/discover.out', undefined],
    ['artifacts/coverage.html', undefined],
    ['artifacts/coverage/index.json', undefined],
    ['artifacts/coverage-tool.log', undefined],
    ['artifacts/build.info', undefined],
    ['artifacts/cover.json', undefined],
    ['artifacts/test.out', undefined],
    ['artifacts/metadata.json', undefined],
    ['artifacts/x.cov/readme.txt', undefined],
    ['coverage.out', undefined],
    ['build-log.txt', 'build_log'],
    ['finished.json', 'finished'],
  ])('%s is %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });

  test('coverage outside of the folders of builds is of no kind', () => {
    expect(parseObjectName('somewhere/artifacts/coverage.out', NAMING)).toBeUndefined();
  });
});
