import { expect, test } from 'vitest';
import { readLog } from '../../../../../shared/artifacts/build-log/read-log.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { inPieces } from '../../../../support/bytes.ts';

async function phasesOf(...lines: readonly string[]): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const batch of readLog(inPieces(lines.join('\n')), {
    policies: POLICIES,
    buildDate: '2026-11-20',
  })) {
    for (const record of batch) {
      if (record.kind === 'finding' && record.finding === 'phase') {
        const { finding_kind, value, line_number, last_line_number } = record;
        found.push([finding_kind, value, line_number, last_line_number]);
      }
    }
  }
  return found;
}

const up =
  'I1120 10:00:12.123456    1412 up.go:260] /rundir/kops create cluster --name a.k8s.local';
const down =
  'I1120 10:42:11.123456    1412 down.go:61] /rundir/kops delete cluster --name a.k8s.local';

test('each phase that begins is a fact', async () => {
  expect(await phasesOf('+ make', up, up, 'Running Suite: e2e - /rundir', down)).toEqual([
    ['fact', 'up', 2, 2],
    ['fact', 'test', 4, 4],
    ['fact', 'down', 5, 5],
  ]);
});

test('a phase that begins again counts from there', async () => {
  expect(await phasesOf(down, up, down)).toEqual([
    ['fact', 'down', 1, 3],
    ['fact', 'up', 2, 2],
  ]);
});

test('a log that names no phase has none', async () => {
  expect(await phasesOf('+ make test', 'FAIL')).toEqual([]);
});
