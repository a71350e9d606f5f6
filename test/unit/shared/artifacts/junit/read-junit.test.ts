import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import type { AttemptRecord, ReportRecord } from '../../../../../shared/artifacts/junit/records.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

const FIXTURES = new URL('../../../../fixtures/junit/', import.meta.url);

interface Read {
  readonly attempts: readonly AttemptRecord[];
  readonly report: ReportRecord;
}

async function read(body: string | Uint8Array): Promise<Read> {
  const attempts: AttemptRecord[] = [];
  let report: ReportRecord | undefined;
  for await (const batch of readJUnit(inPieces(body, 50), { policies: POLICIES })) {
    for (const record of batch) {
      if (record.kind === 'attempt') attempts.push(record);
      else report = record;
    }
  }
  if (report === undefined) throw new Error('no report record');
  return { attempts, report };
}

const bytesOf = (file: string): Buffer => readFileSync(new URL(file, FIXTURES));
const readFixture = (file: string): Promise<Read> => read(bytesOf(file));

describe('Surefire', () => {
  test('attempts are in chronological order', async () => {
    const { attempts, report } = await readFixture('surefire-flaky-and-rerun.xml');
    expect(
      attempts.map(({ case_ordinal, outcome, failure_message, duration_seconds }) => [
        case_ordinal,
        outcome,
        failure_message,
        duration_seconds,
      ]),
    ).toEqual([
      [1, 'failed', 'expected: <1> but was: <2>', 0.5],
      [1, 'errored', 'gone', null],
      [1, 'passed', null, 1.5],
      [2, 'failed', 'first', 2],
      [2, 'failed', 'second', null],
      [2, 'errored', 'third', null],
      [3, 'passed', null, 1006.25],
    ]);
    expect(report).toMatchObject({
      test_cases: 3,
      passed: 2,
      failed: 1,
      errored: 0,
      attempts: 7,
      duration_seconds: 1009.75,
      properties: { 'java.version': '21' },
    });
  });

  test('the text of a re-run is its stack trace', async () => {
    const { attempts } = await readFixture('surefire-flaky-and-rerun.xml');
    expect(attempts[0]?.failure_text?.trim()).toBe(
      'AssertionError: expected 1\n\tat org.example.LeaseTest.passesAtLast(LeaseTest.java:17)',
    );
    expect(attempts[4]?.failure_text).toBe('text of the second');
  });
});

describe('Ginkgo', () => {
  test('a test that skipped itself has a reason, and one that the focus did not select has none', async () => {
    const { attempts, report } = await readFixture('ginkgo-mostly-skipped.xml');
    expect(
      attempts.filter(({ outcome }) => outcome === 'skipped').map(({ skip_reason }) => skip_reason),
    ).toEqual([null, null, 'Driver hostPath does not support snapshots']);
    expect(report).toMatchObject({ passed: 1, failed: 1, skipped: 3, skipped_without_reason: 2 });
    expect(attempts.at(-1)).toMatchObject({
      suite: 'Kubernetes e2e suite',
      failure_type: 'failed',
      failure_message: 'timed out',
      failure_text:
        '[FAILED] timed out waiting for the condition\nIn [It] at: test/e2e/apps/job.go:77',
      failure_text_omitted: 0,
    });
  });
});

test('kubetest2', async () => {
  const { attempts, report } = await readFixture('kubetest2-runner.xml');
  expect(
    attempts.map(({ test_name, outcome, class_name }) => [test_name, outcome, class_name]),
  ).toEqual([
    ['Build', 'passed', ''],
    ['Up', 'failed', ''],
    ['Test', 'skipped', null],
    ['Down', 'passed', null],
  ]);
  expect(report).toMatchObject({
    duration_seconds: 60.5,
    warnings: ['a time that is not a number of seconds'],
  });
});

test('suites may be nested, and names may be missing', async () => {
  const { attempts, report } = await readFixture('nested-suites-and-properties.xml');
  expect(
    attempts.map(({ suite, test_name, properties }) => [suite, test_name, properties]),
  ).toEqual([
    ['outer > inner', 'a', { owner: 'sig-node', note: 'in the text' }],
    ['outer', 'b', null],
    ['outer', '', null],
    [null, 'd', null],
  ]);
  expect(report.properties).toEqual({ suite: 's' });
});

test('an error takes precedence over a failure and a skip, and all texts of an attempt are kept', async () => {
  const { attempts, report } = await readFixture('error-failure-and-skip-in-one-case.xml');
  expect(
    attempts.map(({ outcome, failure_type, skip_reason }) => [outcome, failure_type, skip_reason]),
  ).toEqual([
    ['errored', 'E', null],
    ['failed', null, null],
    ['skipped', null, 'status notrun'],
    ['failed', null, null],
  ]);
  expect(attempts[0]?.failure_text).toBe('error text\n\nf\nfailure text');
  expect(attempts[1]?.failure_text).toBe('1\n\ntwo\n2');
  expect(report).toMatchObject({ test_cases: 4, passed: 0, failed: 2, errored: 1, skipped: 1 });
});

describe('damage', () => {
  test.each([
    {
      file: 'cut-off-inside-failure.xml',
      names: ['a'],
      reason: 'cut off inside <failure>',
      at: 'end',
    },
    {
      file: 'log-behind-the-report.xml',
      names: ['a'],
      reason: 'text after the end of the document',
      at: 'make',
    },
  ])('$file is salvaged', async ({ file, names, reason, at }) => {
    const { attempts, report } = await readFixture(file);
    const bytes = bytesOf(file);
    expect(attempts.map(({ test_name }) => test_name)).toEqual(names);
    expect(report).toMatchObject({
      outcome: 'salvaged',
      reason,
      byte_offset: at === 'end' ? bytes.length : bytes.indexOf(at),
    });
  });

  test('characters that XML does not allow are replaced', async () => {
    const { attempts, report } = await readFixture('ansi-colours-and-nul.xml');
    expect(attempts[0]).toMatchObject({
      failure_message: '\ufffd[31mred\ufffd[0m',
      failure_text: 'nul: \ufffd.',
    });
    expect(report).toMatchObject({
      outcome: 'parsed',
      warnings: ['control characters were replaced'],
    });
  });

  test('another root element is accepted if suites are directly below it', async () => {
    const { report } = await readFixture('suites-inside-another-root.xml');
    expect(report).toMatchObject({ test_cases: 1, warnings: ['suites inside of <testrun>'] });
  });

  test.each([
    {
      body: bytesOf('another-format.xml'),
      reason: 'the root element is <assemblies>, not a JUnit report',
    },
    { body: '', reason: 'no XML element' },
    { body: '{"passed": true}', reason: 'no XML element' },
    {
      body: '<!DOCTYPE t [<!ENTITY x "y">]><testsuite/>',
      reason: 'the document declares entities',
    },
  ])('$reason', async ({ body, reason }) => {
    await expect(read(body)).rejects.toThrow(reason);
  });
});

test('the beginning and the end of a long text are kept, and the length of the rest', async () => {
  const text = `begin${'x'.repeat(100_000)}end`;
  const { attempts } = await read(
    `<testsuite><testcase name="t"><failure>${text}</failure></testcase></testsuite>`,
  );
  const [attempt] = attempts;
  expect(attempt?.failure_text).toMatch(/^beginx+…\[\d+ characters left out\]…x+end$/);
  expect(attempt?.failure_text_omitted).toBe(text.length - 16 * 1024);
});

test.each([
  ['a message', '<testcase name="t"><failure message="TEXT"/></testcase>', 4096],
  ['a reason', '<testcase name="t"><skipped>TEXT</skipped></testcase>', 4096],
  ['a name', '<testcase name="TEXT"/>', 2048],
  [
    'a property',
    '<testcase name="t"><properties><property name="p" value="TEXT"/></properties></testcase>',
    4096,
  ],
  [
    'the text of a property',
    '<testcase name="t"><properties><property name="p">TEXT</property></properties></testcase>',
    4096,
  ],
  ['a failure', '<testcase name="t"><failure>TEXT</failure></testcase>', 16384],
])('%s tells how many characters are left out', async (_what, element, limit) => {
  const text = 'x'.repeat(100_000);
  const { attempts } = await read(`<testsuite>${element.replace('TEXT', text)}</testsuite>`);
  expect(JSON.stringify(attempts)).toContain(`…[${100_000 - limit} characters left out]…`);
});

test('two failures of one attempt tell how many characters are left out of both', async () => {
  const failure = `<failure>${'x'.repeat(50_000)}</failure>`;
  const { attempts } = await read(
    `<testsuite><testcase name="t">${failure}${failure}</testcase></testsuite>`,
  );
  const separator = '\n\nfailure\n';
  expect(attempts[0]?.failure_text_omitted).toBe(100_000 + separator.length - 16 * 1024);
});

test('line ends and blanks are those that XML defines', async () => {
  const { attempts } = await read(
    '<testsuite name="a\r\nb\tc&#10;d"><testcase name="t"><failure message="1\r2\n3&#13;">a\r\nb\rc&#13;\n<![CDATA[d\r\n\re]]></failure></testcase></testsuite>',
  );
  expect(attempts).toMatchObject([
    { suite: 'a b c\nd', failure_message: '1 2 3\r', failure_text: 'a\nb\nc\r\nd\n\ne' },
  ]);
});

test('names with a meaning in JavaScript are ordinary names', async () => {
  const { attempts } = await read(
    '<testsuite name="__proto__"><testcase name="constructor"><properties><property name="__proto__" value="v"/></properties></testcase></testsuite>',
  );
  expect(attempts[0]).toMatchObject({ suite: '__proto__', test_name: 'constructor' });
  expect(JSON.stringify(attempts[0]?.properties)).toBe('{"__proto__":"v"}');
});

test('the attempts of a piece with many test cases come in several batches, all of them in order', async () => {
  const cases = Array.from({ length: 3000 }, (_, i) => `<testcase name="t${i}" time="0.5"/>`);
  const report = Buffer.from(`<testsuite>${cases.join('')}</testsuite>`);
  const sizes: number[] = [];
  const names: string[] = [];
  for await (const batch of readJUnit(inPieces(report, report.length), { policies: POLICIES })) {
    sizes.push(batch.length);
    for (const record of batch) if (record.kind === 'attempt') names.push(record.test_name);
  }
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1100);
  expect(names).toEqual(cases.map((_, i) => `t${i}`));
});
