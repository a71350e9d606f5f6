import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
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

interface LeaseCase {
  readonly file: string;
  readonly events: readonly (readonly [string, string | null])[];
}

/** What the logs of other tools say about their lease. */
const LEASES: readonly LeaseCase[] = [
  {
    file: 'capa',
    events: [
      ['lease_wanted', 'aws-account'],
      ['lease', null],
      ['lease_pool', 'aws-account'],
    ],
  },
  {
    file: 'kubetest1',
    events: [
      ['lease_wanted', 'gce-project'],
      ['lease_project', 'k8s-infra-e2e-boskos-019'],
    ],
  },
  {
    file: 'node',
    events: [
      ['lease_wanted', null],
      ['lease', 'k8s-infra-e2e-boskos-gpu-03'],
      ['lease_pool', 'gpu-project'],
    ],
  },
];

interface Reading {
  readonly id: string;
  readonly expected: string;
  readonly symptoms: readonly FindingRecord[];
  readonly found: string | undefined;
  /** Whether the manifest names no cause, or the one that was found. */
  readonly isCauseRight: boolean;
}

/** The manifest is older than the class `config`: a missing marker or branch is a fault of the test there. */
function expectedClass({ cls, phase }: LogCase): string {
  return cls === 'test' && phase !== 'test' ? 'config' : cls;
}

async function findingsIn(name: string): Promise<readonly FindingRecord[]> {
  const bytes = createReadStream(fileURLToPath(new URL(`${name}.txt`, LOGS)));
  const findings: FindingRecord[] = [];
  for await (const batch of readLog(bytes, { policies: POLICIES, buildDate: '2026-08-20' })) {
    for (const record of batch) if (record.kind === 'finding') findings.push(record);
  }
  return findings;
}

async function readCase(logCase: LogCase): Promise<Reading> {
  const findings = await findingsIn(logCase.id);
  const symptoms = findings.filter(({ finding_kind }) => finding_kind === 'symptom');
  const decisive = symptoms.find(({ is_decisive }) => is_decisive === true);
  const symptom = POLICIES.symptoms.symptoms[decisive?.finding ?? ''];
  const { id, cause } = logCase;
  const isCauseRight = cause === null || symptom?.cause === cause;
  return { id, expected: expectedClass(logCase), symptoms, found: symptom?.class, isCauseRight };
}

describeIf(HAS_LOGS, '../shared/cases is not there')('the logs of cases', () => {
  test('failures have the right class, and no other, and the right cause', async () => {
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
    expect(readings.filter(({ isCauseRight }) => !isCauseRight).map(describeReading)).toEqual([]);
  });

  test.each(LEASES)('the lease in $file', async ({ file, events }) => {
    const findings = await findingsIn(`leases/${file}`);
    const found = findings.filter(({ finding_kind }) => finding_kind === 'event');
    expect(found.map(({ finding, value }) => [finding, value])).toEqual(events);
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
