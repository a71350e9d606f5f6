import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gunzip } from '../../../../../../shared/artifacts/syntax/bytes/gunzip.ts';
import { UnreadableArtifactError } from '../../../../../../shared/errors.ts';
import { inPieces } from '../../../../../support/bytes.ts';

test('a file of more gzip members than the limit is refused', async () => {
  const empty = Buffer.from(gzipSync(''));
  const bytes = Buffer.concat(Array.from({ length: 16_385 }, () => empty));
  const readAll = async (): Promise<void> => {
    for await (const chunk of gunzip(inPieces(bytes))) expect(chunk).toBeDefined();
  };
  await expect(readAll()).rejects.toEqual(
    new UnreadableArtifactError('more than 16384 gzip members'),
  );
});
