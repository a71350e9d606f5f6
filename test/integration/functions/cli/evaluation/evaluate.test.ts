import { beforeAll, describe, expect, test } from 'vitest';
import { InvalidArgumentError } from 'commander';
import { parseSeeds } from '../../../../../functions/cli/commands/evaluate.ts';
import { objects, run, type Ran } from '../../../../integration/cli/run.ts';

describe.each([
  { text: '3', seeds: [3] },
  { text: '1,2, 5', seeds: [1, 2, 5] },
  { text: '2-4', seeds: [2, 3, 4] },
  { text: '1,8-9', seeds: [1, 8, 9] },
])('seeds $text', ({ text, seeds }) => {
  test('are parsed', () => {
    expect(parseSeeds(text)).toEqual(seeds);
  });
});

test.each(['', 'x', '3-1', '1-', '1-2000', '-1'])('seeds %j are rejected', (text) => {
  expect(() => parseSeeds(text)).toThrow(InvalidArgumentError);
});

describe('ten days of a small grid', () => {
  let ran: Ran;

  beforeAll(async () => {
    const history = ['--seeds', '1', '--days', '10', '--scale', '0.01'];
    ran = await run('evaluate', ...history, '--format', 'ndjson', '--verbose');
  });

  function rowOf(kind: string, rule: RegExp) {
    const row = objects(ran.stdout).find(
      (one) => one['kind'] === kind && rule.test(String(one['rule'])),
    );
    return row ?? {};
  }

  test('have a row for each kind and rule', () => {
    expect(new Set(objects(ran.stdout).map((row) => row['kind']))).toEqual(
      new Set([
        'flaky test',
        'regression',
        'first bad build',
        'first bad commit',
        'recovery',
        'first good build',
        'first good commit',
        'never passed',
        'cause',
        'silent job',
        'outage',
        'dimension',
        'failed phase',
        'cause of death',
        'class of symptom',
        'infra failure',
        'version under test',
        'region',
        'lease',
        'coverage drop',
        'credential posture',
        'migration status',
        'stale marker',
        'untested promotion',
        'retired version',
        'skip debt',
        'covered cell',
        'covered pair',
        'redundant job',
      ]),
    );
    expect(rowOf('flaky test', /kettle/)['expected']).toBeGreaterThan(5);
    expect(rowOf('flaky test', /TestGrid/)['expected']).toBeGreaterThan(5);
    expect(rowOf('regression', /TestGrid/)['expected']).toBeGreaterThan(3);
  });

  test.each([
    { kind: 'flaky test', measure: 'precision', minimum: 0.9 },
    { kind: 'flaky test', measure: 'recall', minimum: 0.8 },
    { kind: 'regression', measure: 'precision', minimum: 0.8 },
    { kind: 'regression', measure: 'recall', minimum: 0.4 },
    { kind: 'first bad build', measure: 'recall', minimum: 0.8 },
    { kind: 'never passed', measure: 'f1', minimum: 0.8 },
    { kind: 'dimension', measure: 'f1', minimum: 0.99 },
    { kind: 'failed phase', measure: 'f1', minimum: 0.95 },
    { kind: 'cause of death', measure: 'f1', minimum: 0.95 },
    { kind: 'class of symptom', measure: 'f1', minimum: 0.95 },
    { kind: 'infra failure', measure: 'f1', minimum: 0.95 },
    { kind: 'version under test', measure: 'f1', minimum: 0.99 },
    { kind: 'region', measure: 'f1', minimum: 0.99 },
    { kind: 'lease', measure: 'f1', minimum: 0.99 },
    { kind: 'coverage drop', measure: 'f1', minimum: 0.95 },
    { kind: 'credential posture', measure: 'f1', minimum: 0.99 },
    { kind: 'migration status', measure: 'f1', minimum: 0.99 },
    { kind: 'stale marker', measure: 'f1', minimum: 1 },
    { kind: 'untested promotion', measure: 'f1', minimum: 0.95 },
    { kind: 'retired version', measure: 'f1', minimum: 0.99 },
    { kind: 'skip debt', measure: 'f1', minimum: 0.99 },
    { kind: 'covered cell', measure: 'f1', minimum: 0.99 },
    { kind: 'covered pair', measure: 'f1', minimum: 0.99 },
    { kind: 'redundant job', measure: 'f1', minimum: 0.95 },
  ])('$kind: our $measure is at least $minimum', ({ kind, measure, minimum }) => {
    expect(rowOf(kind, /ci-signal/)[measure]).toBeGreaterThanOrEqual(minimum);
  });

  test('print the missed aims and end with code 1 if there are any', () => {
    expect(ran.code).toBe(ran.stderr.includes('aim missed: ') ? 1 : 0);
  });
});
