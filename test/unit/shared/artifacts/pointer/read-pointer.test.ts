import { expect, test } from 'vitest';
import { readPointer } from '../../../../../shared/artifacts/pointer/read-pointer.ts';
import { inPieces } from '../../../../support/bytes.ts';

test.each([
  '1991387062838034432\n',
  'gs://kubernetes-ci-logs/pr-logs/pull/kops/1/job/2',
  ' gs://bucket/logs/é/7 ',
])('%j', async (text) => {
  // In pieces of one byte, so that the bytes of a character come one by one.
  const record = await readPointer('latest_build', inPieces(text, 1));
  expect(record).toEqual({ kind: 'latest_build', target: text.trim() });
});

test.each([
  { text: '', reason: 'neither a build id nor a URL' },
  { text: 'not a build', reason: 'neither a build id nor a URL' },
  { text: `gs://${'x'.repeat(1500)}`, reason: 'neither a build id nor a URL' },
  { text: '1'.repeat(2049), reason: 'larger than 2048 bytes' },
])('%#: $reason', async ({ text, reason }) => {
  await expect(readPointer('latest_build', inPieces(text))).rejects.toThrow(reason);
});
