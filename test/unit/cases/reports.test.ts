import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readJUnit } from '../../../shared/artifacts/junit/read-junit.ts';
import type { AttemptRecord, ReportRecord } from '../../../shared/artifacts/junit/records.ts';
import { describeIf } from '../../support/required.ts';
import { POLICIES } from '../../support/policies.ts';

/** Reports with what is right about them, which lie beside the checkout on developers' machines and in CI only. */
const CASES = new URL('../../../../shared/cases/', import.meta.url);

type Attempt = readonly [name: string, outcome: string, seconds: number | null];

interface Case {
  readonly file: string;
  readonly attempts: readonly Attempt[];
  /** Warnings, of which each has to match one and which have to be as many. */
  readonly warnings: readonly RegExp[];
}

const NEGATIVE = /negative time/;

const EXPECTED: readonly Case[] = [
  {
    file: 'tests/decimal-comma-below-one/junit_de.xml',
    attempts: [
      ['short', 'passed', 0.16],
      ['shorter', 'passed', 0.004],
      ['longer', 'passed', 2.852],
      ['six_digits', 'passed', 0.5],
    ],
    warnings: [],
  },
  {
    file: 'tests/declared-failures-without-cases/junit_crashed.xml',
    attempts: [],
    warnings: [/declares failures="1" and has 0/],
  },
  {
    file: 'tests/negative-and-absurd/junit_n.xml',
    attempts: ['t0', 't1', 't2', 't3', 't4'].map((name): Attempt => [name, 'passed', null]),
    warnings: [NEGATIVE, /more than 30 years/],
  },
  {
    file: 'tests/negative-huge-duration/junit_bozr.xml',
    attempts: [
      ['creates a lease', 'passed', 2.5],
      ['renews a lease', 'skipped', null],
      ['drops a lease', 'passed', 1.5],
    ],
    warnings: [NEGATIVE],
  },
  {
    file: 'tests/skipped-by-result-attribute/junit_gtest.xml',
    attempts: [
      ['MountsVolume', 'passed', 0.04],
      ['NeedsTwoZones', 'skipped', 0.001],
      ['DISABLED_Resize', 'skipped', 0],
      ['Unmounts', 'passed', 0.02],
    ],
    warnings: [],
  },
  {
    file: 'tests/skips-declared-only/junit_ps.xml',
    attempts: [['renews', 'passed', null]],
    warnings: [/declares skipped="1" and has 0/],
  },
  {
    file: 'tests/suite-level-error/junit_load.xml',
    attempts: [
      ['[suite]', 'errored', null],
      ['mounts', 'passed', 0.1],
    ],
    warnings: [],
  },
  {
    file: 'tests/suite-skipped-as-a-whole/junit_k.xml',
    attempts: [['[suite]', 'skipped', null]],
    warnings: [/declares tests="12" and has 0/, /declares skipped="12" and has 0/],
  },
  {
    file: 'tests/zero-before-thousands/junit_z.xml',
    attempts: [
      ['t0', 'passed', 0.16],
      ['t1', 'passed', 12.345],
      ['t2', 'passed', null],
      ['t3', 'passed', 0.007],
    ],
    warnings: [/a time that/],
  },
  {
    file: 'tests-right-today/call-failure-and-teardown-error/junit_pytest.xml',
    attempts: [
      ['test_renew', 'failed', 0.01],
      ['test_renew', 'errored', 0.002],
      ['test_drop', 'errored', 0.01],
    ],
    warnings: [/declares errors="1" and has 2/],
  },
  {
    file: 'tests-right-today/duration-with-unit/junit_kotest.xml',
    attempts: ['us', 'broken', 'nan'].map((name): Attempt => [name, 'passed', null]),
    warnings: [/a time that/],
  },
  {
    file: 'tests-right-today/failure-with-message-only/junit_b.xml',
    attempts: [['counts leases', 'failed', 0.02]],
    warnings: [],
  },
  {
    file: 'tests-right-today/ginkgo-timedout/junit_g.xml',
    attempts: [
      ['[It] waits', 'failed', 1],
      ['[It] pends', 'skipped', 0],
    ],
    warnings: [],
  },
  {
    file: 'tests-right-today/negative-small-duration/junit_scalatest.xml',
    attempts: [
      ['bar', 'skipped', null],
      ['baz', 'passed', 0.2],
    ],
    warnings: [NEGATIVE],
  },
  {
    file: 'tests-right-today/playwright-include-retries/junit_p.xml',
    attempts: [
      ['flaky one', 'failed', 0.4],
      ['flaky one', 'passed', 0.5],
      ['broken one', 'failed', 0.5],
      ['broken one', 'failed', 0.6],
    ],
    warnings: [],
  },
  {
    file: 'tests-right-today/suite-failed-to-run/junit_j.xml',
    attempts: [['lib/lease.test.ts', 'errored', 0]],
    warnings: [/declares tests="0" and has 1/],
  },
  {
    file: 'tests-right-today/suite-timestamps/junit_tz.xml',
    attempts: [
      ['x', 'passed', 1],
      ['x', 'passed', 1],
    ],
    warnings: [],
  },
];

async function read(file: string) {
  const attempts: AttemptRecord[] = [];
  let report: ReportRecord | undefined;
  const bytes = createReadStream(fileURLToPath(new URL(file, CASES)));
  for await (const batch of readJUnit(bytes, { policies: POLICIES })) {
    for (const record of batch) {
      if (record.kind === 'attempt') attempts.push(record);
      else report = record;
    }
  }
  return { attempts, report };
}

describeIf(existsSync(CASES), '../shared/cases is not there')('the reports of cases', () => {
  test.each(EXPECTED)('$file', async ({ file, attempts, warnings }) => {
    const reading = await read(file);
    expect(
      reading.attempts.map(({ test_name, outcome, duration_seconds }) => [
        test_name,
        outcome,
        duration_seconds,
      ]),
    ).toEqual(attempts);
    expect(reading.report?.outcome).toBe('parsed');
    const written = reading.report?.warnings ?? [];
    expect(written).toHaveLength(warnings.length);
    for (const warning of warnings) expect(written.join('\n')).toMatch(warning);
  });

  test('the same test with and without <testsuites> around it', async () => {
    const folder = 'tests-right-today/with-and-without-wrapper';
    const readings = await Promise.all(
      ['junit_w1.xml', 'junit_w2.xml'].map((name) => read(`${folder}/${name}`)),
    );
    const ids = readings.flatMap(({ attempts }) => attempts.map(({ test_id }) => test_id));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});
