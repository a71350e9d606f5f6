import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readLog } from '../../../../../shared/artifacts/build-log/read-log.ts';
import { UnreadableArtifactError } from '../../../../../shared/errors.ts';
import { POLICIES } from '../../../../support/policies.ts';

const OPTIONS = { policies: POLICIES, buildDate: '2026-11-20' };

const CURL =
  'I1120 12:00:04.250000 1 http.go:37] curl https://storage.googleapis.com/k8s-staging-kops/kops/releases/1.36.0-beta.1+v1.36.0-alpha.1-9-g0a1b2c3d4e/linux/amd64/kops';

async function read(body: string | Uint8Array, pieceLength = 7) {
  const records = [];
  for await (const batch of readLog(inPieces(Buffer.from(body), pieceLength), OPTIONS)) {
    records.push(...batch);
  }
  return records;
}

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let start = 0; start < bytes.length; start += length) {
    yield bytes.subarray(start, start + length);
  }
}

test('a fact has a value, a line and a time', async () => {
  const records = await read(`+ make\n${CURL}\n`);
  expect(records).toEqual([
    {
      kind: 'finding',
      finding_kind: 'fact',
      finding: 'kops_build',
      value: '1.36.0-beta.1+v1.36.0-alpha.1-9-g0a1b2c3d4e',
      phase: null,
      is_decisive: null,
      occurrences: 1,
      line_number: 2,
      line: CURL,
      logged_at: '2026-11-20T12:00:04.250Z',
      last_line_number: 2,
      last_line: CURL,
      last_logged_at: '2026-11-20T12:00:04.250Z',
    },
    expect.objectContaining({ finding: 'kops_commit', value: '0a1b2c3d4e' }),
    { kind: 'log', lines: 2, outcome: 'parsed', reason: null },
  ]);
});

test('a symptom is reported once, with its number of occurrences and its lines', async () => {
  const [symptom] = await read('x\nVpcLimitExceeded: 1\ny\nVpcLimitExceeded: 2\nz');
  expect(symptom).toMatchObject({
    finding_kind: 'symptom',
    finding: 'aws_quota',
    value: null,
    occurrences: 2,
    line_number: 2,
    line: 'VpcLimitExceeded: 1',
    last_line_number: 4,
    last_line: 'VpcLimitExceeded: 2',
  });
});

describe.each([
  ['in one piece', 1 << 20],
  ['byte by byte', 1],
])('%s', (_, pieceLength) => {
  test.each([
    ['the last line without a line break', 'a\nVpcLimitExceeded', 2],
    ['line breaks of Windows', 'a\r\nb\r\nVpcLimitExceeded\r\n', 3],
    ['empty lines', '\n\n\nVpcLimitExceeded\n', 4],
    ['bytes that are not text', Buffer.from('\xff\xfe\nVpcLimitExceeded', 'latin1'), 2],
    ['gzip data', gzipSync('a\nVpcLimitExceeded\n'), 2],
  ])('%s', async (__, body, line) => {
    const [symptom] = await read(body, pieceLength);
    expect(symptom).toMatchObject({ finding: 'aws_quota', line_number: line });
  });
});

test('colours do not hide the beginning of a line', async () => {
  const [symptom] = await read('\u001b[31mpanic: nil map\u001b[0m\n');
  expect(symptom).toMatchObject({ finding: 'go_panic', line: 'panic: nil map' });
});

test('the middle of a very long line is omitted, and a symptom at its end is found', async () => {
  const [symptom] = await read(`${'a'.repeat(200_000)} VpcLimitExceeded`, 8192);
  expect(symptom).toMatchObject({ finding: 'aws_quota', line_number: 1 });
  expect(symptom?.kind === 'finding' && symptom.line.length).toBeLessThan(600);
});

test('at most twenty values of a fact are kept, and a hundred lines of an event', async () => {
  const lines = Array.from(
    { length: 150 },
    (_, i) => `Got project p-${i} from boskos\n+ kops create cluster --zones eu-west-${i}a`,
  );
  const records = await read(lines.join('\n'));
  const found = (name: string) =>
    records.filter((record) => record.kind === 'finding' && record.finding === name);
  expect(found('region')).toHaveLength(20);
  expect(found('lease')).toHaveLength(100);
});

test('an event is given as often as it happens, with its time', async () => {
  const records = await read(
    [
      '2026/11/20 10:00:01 main.go:1: provider gce, will acquire project type gce-project from boskos',
      'x',
      '2026/11/20 11:00:01 main.go:1: provider gce, will acquire project type gce-project from boskos',
    ].join('\n'),
  );
  const event = { finding_kind: 'event', finding: 'lease_wanted', value: 'gce-project' };
  expect(records).toMatchObject([
    { finding_kind: 'fact', finding: 'phase', value: 'up', line_number: 1 },
    { ...event, occurrences: 1, line_number: 1, logged_at: '2026-11-20T10:00:01.000Z' },
    { ...event, occurrences: 1, line_number: 3, logged_at: '2026-11-20T11:00:01.000Z' },
    { kind: 'log' },
  ]);
});

test('a log whose compression is damaged is read up to the damage', async () => {
  const noise = Array.from({ length: 4000 }, (_, i) => `line ${i} ${Math.imul(i, 2654435761)}`);
  const whole = gzipSync(`VpcLimitExceeded\n${noise.join('\n')}`);
  whole.fill(0xff, whole.length / 2);
  const records = await read(whole, 4096);
  expect(records[0]).toMatchObject({ finding: 'aws_quota', line_number: 1 });
  expect(records.at(-1)).toMatchObject({ kind: 'log', outcome: 'salvaged' });
});

test('an error of the store is not treated as damage', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from('a\n'));
    throw new UnreadableArtifactError('gone');
  }
  const records = readLog(broken(), OPTIONS);
  await expect(records.next()).rejects.toThrow('gone');
});

test('an empty log has no findings', async () => {
  expect(await read('')).toEqual([{ kind: 'log', lines: 0, outcome: 'parsed', reason: null }]);
});
