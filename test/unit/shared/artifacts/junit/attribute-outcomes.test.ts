import { describe, expect, test } from 'vitest';
import { reportOf } from './report-of.ts';

const caseWith = (attributes: string, children = ''): string =>
  `<testcase name="t" ${attributes}>${children}</testcase>`;

describe('an outcome that only an attribute states', () => {
  test.each([
    ['status="notrun"', 'skipped'],
    ['status="run" result="skipped"', 'skipped'],
    ['status="notrun" result="suppressed"', 'skipped'],
    ['result="SKIPPED"', 'skipped'],
    ['status="Not Run"', 'skipped'],
    ['status="NotExecuted"', 'skipped'],
    ['status="pending"', 'skipped'],
    ['status="Ignored"', 'skipped'],
    ['result="disabled"', 'skipped'],
    ['result="Inconclusive"', 'skipped'],
    ['status="failed"', 'failed'],
    ['result="Failure"', 'failed'],
    ['status="timedout"', 'failed'],
    ['result="timed_out"', 'failed'],
    ['status="error"', 'errored'],
    ['status="panicked"', 'errored'],
    ['result="Broken"', 'errored'],
    ['status="interrupted"', 'interrupted'],
    ['status="aborted"', 'interrupted'],
    ['status="run" result="completed"', 'passed'],
    ['status="passed"', 'passed'],
    ['status=""', 'passed'],
    ['status="0"', 'passed'],
    ['status="constructor"', 'passed'],
  ])('%s: %s', async (attributes, outcome) => {
    const { attempts, report } = await reportOf(caseWith(attributes));
    expect(attempts).toMatchObject([{ outcome }]);
    expect(report).toMatchObject({ test_cases: 1, [outcome]: 1, warnings: [] });
  });

  test('the attribute is the reason of the skip', async () => {
    const { attempts } = await reportOf(caseWith('status="run" result="Skipped"'));
    expect(attempts).toMatchObject([{ skip_reason: 'result Skipped' }]);
  });
});

describe('child elements take precedence over attributes', () => {
  const CONTRADICTION =
    'attributes and elements of a test case contradict each other: elements count';

  test.each([
    ['status="failed"', '<failure/>', 'failed', []],
    ['status="panicked"', '<error/>', 'errored', []],
    ['status="timedout"', '<failure type="timedout"/>', 'failed', []],
    ['status="skipped"', '<skipped/>', 'skipped', []],
    ['status="passed"', '<failure/>', 'failed', []],
    ['status="failed"', '<flakyFailure/>', 'failed', []],
    ['status="failed"', '<skipped/>', 'skipped', [CONTRADICTION]],
    ['result="skipped"', '<failure/>', 'failed', [CONTRADICTION]],
  ])('%s with %s: %s', async (...[attributes, children, outcome, warnings]) => {
    const { attempts, report } = await reportOf(caseWith(attributes, children));
    expect(attempts.at(-1)).toMatchObject({ outcome });
    expect(report.warnings).toEqual(warnings);
  });
});

describe('a test that was interrupted', () => {
  test.each([
    'status="interrupted"><error type="interrupted" message="by the user">stack</error>',
    'status="aborted"><failure type="aborted" message="by the user">stack</failure>',
    '><error type="interrupted" message="by the user">stack</error>',
    'status="Interrupted"><failure message="by the user">stack</failure>',
  ])('%s', async (rest) => {
    const { attempts, report } = await reportOf(`<testcase name="t" ${rest}</testcase>`);
    expect(attempts).toMatchObject([
      {
        outcome: 'interrupted',
        failure_message: 'by the user',
        failure_text: 'stack',
        // It is not compared with failures.
        failure_fingerprint: null,
      },
    ]);
    expect(report).toMatchObject({
      test_cases: 1,
      passed: 0,
      failed: 0,
      errored: 0,
      skipped: 0,
      interrupted: 1,
    });
  });

  test('is not one that was skipped in the wake of it', async () => {
    const { attempts } = await reportOf(
      caseWith('status="skipped"', '<skipped message="skipped"/>'),
    );
    expect(attempts).toMatchObject([{ outcome: 'skipped', skip_reason: null }]);
  });
});
