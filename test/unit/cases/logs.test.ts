import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { readLog } from '../../../shared/artifacts/build-log/read-log.ts';
import type { FindingRecord } from '../../../shared/artifacts/build-log/records.ts';
import { POLICIES } from '../../support/policies.ts';
import { describeIf } from '../../support/required.ts';

/** Logs written after the code that prints them, which lie beside the checkout on developers' machines and in CI only. */
const LOGS = new URL('../../../../shared/cases/logs/', import.meta.url);
const MANIFEST = new URL('manifest.json', LOGS);
const HAS_LOGS = existsSync(MANIFEST);

const manifestSchema = z.array(
  z.object({ id: z.string(), cls: z.string(), cause: z.string().nullable(), phase: z.string() }),
);
type LogCase = z.infer<typeof manifestSchema>[number];

const CASES: readonly LogCase[] = HAS_LOGS
  ? manifestSchema.parse(JSON.parse(readFileSync(MANIFEST, 'utf8')))
  : [];

interface Reading {
  readonly id: string;
  readonly expected: string;
  readonly symptoms: readonly FindingRecord[];
  readonly found: string | undefined;
}

/** The manifest is older than the class `config`: a missing marker or branch is a fault of the test there. */
function expectedClass({ cls, phase }: LogCase): string {
  return cls === 'test' && phase !== 'test' ? 'config' : cls;
}

async function readCase(logCase: LogCase): Promise<Reading> {
  const bytes = createReadStream(fileURLToPath(new URL(`${logCase.id}.txt`, LOGS)));
  const symptoms: FindingRecord[] = [];
  for await (const batch of readLog(bytes, { policies: POLICIES, buildDate: '2026-08-20' })) {
    for (const record of batch)
      if (record.kind === 'finding' && record.finding_kind === 'symptom') symptoms.push(record);
  }
  const decisive = symptoms.find(({ is_decisive }) => is_decisive === true);
  const found = POLICIES.symptoms.symptoms[decisive?.finding ?? '']?.class;
  return { id: logCase.id, expected: expectedClass(logCase), symptoms, found };
}

describeIf(HAS_LOGS, '../shared/cases is not there')('the logs of cases', () => {
  test('failures have the right class, and no other', async () => {
    const failures = CASES.filter(({ cls }) => cls !== 'none');
    const readings = await Promise.all(failures.map(readCase));
    const wrong = readings.filter(({ found, expected }) => (found ?? expected) !== expected);
    const none = readings.filter(({ found }) => found === undefined);
    const right = readings.length - wrong.length - none.length;
    expect({ right, wrong: wrong.map(describeReading), none: none.map(describeReading) }).toEqual({
      right: failures.length,
      wrong: [],
      none: [],
    });
  });

  test('builds that passed have no symptom', async () => {
    const readings = await Promise.all(CASES.filter(({ cls }) => cls === 'none').map(readCase));
    expect(readings.filter(({ symptoms }) => symptoms.length > 0).map(describeReading)).toEqual([]);
  });
});

function describeReading({ id, expected, found, symptoms }: Reading): string {
  const names = symptoms.map(({ finding, line }) => `${finding}: ${line}`);
  return `${id}: ${expected}, not ${found ?? 'none'} (${names.join('; ')})`;
}
