import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readMarker } from '../../../../../shared/artifacts/version-marker/read-marker.ts';
import { UnreadableArtifactError } from '../../../../../shared/errors.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { secretMask } from '../../../../../shared/domain/secrets/secret-mask.ts';
import { POLICIES } from '../../../../support/policies.ts';

const MASK = secretMask(POLICIES.secrets).mask;

const VERSION = '1.37.0-alpha.2+v1.37.0-alpha.1-42-gdeadbeef01';
const URL_OF_VERSION = `https://storage.googleapis.com/k8s-staging-kops/kops/releases/${VERSION}`;
const KOPS = {
  kind: 'version_marker',
  url: URL_OF_VERSION,
  product: 'kops',
  version: VERSION,
  commit: 'deadbeef01',
  warnings: [],
};

describe('one line with the URL of a version', () => {
  test.each([
    { about: 'alone', body: URL_OF_VERSION },
    { about: 'with a line end', body: `${URL_OF_VERSION}\n` },
    { about: 'with CRLF', body: `${URL_OF_VERSION}\r\n` },
    { about: 'compressed', body: gzipSync(`${URL_OF_VERSION}\n`) },
  ])('$about', async ({ body }) => {
    expect(await readMarker(inPieces(body, 7), MASK)).toEqual(KOPS);
  });

  test('after a byte order mark', async () => {
    const warnings = ['a byte order mark was passed over'];
    expect(await readMarker(inPieces(`\ufeff${URL_OF_VERSION}`), MASK)).toEqual({
      ...KOPS,
      warnings,
    });
  });

  test('with a plus sign that is encoded as %2B', async () => {
    const url = URL_OF_VERSION.replace('+', '%2B');
    expect(await readMarker(inPieces(url), MASK)).toEqual({ ...KOPS, url });
  });
});

describe('other forms', () => {
  test.each([
    {
      body: 'v1.36.0-alpha.0.123+abcdef0123456',
      is: { url: null, product: null, version: 'v1.36.0-alpha.0.123+abcdef0123456' },
      commit: 'abcdef0123456',
    },
    { body: 'v1.35.2', is: { url: null, product: null, version: 'v1.35.2' }, commit: null },
    {
      body: 'https://storage.googleapis.com/kops-ci/bin/1.22.0-alpha.1+0123456789/',
      is: { product: null, version: '1.22.0-alpha.1+0123456789' },
      commit: '0123456789',
    },
    {
      body: 'gs://bucket/kops/releases/1.35.4+v1.35.3-7-g0a1b2c3',
      is: { product: 'kops', version: '1.35.4+v1.35.3-7-g0a1b2c3' },
      commit: '0a1b2c3',
    },
    { body: '1.35.4+build.7', is: { version: '1.35.4+build.7' }, commit: null },
  ])('$body', async ({ body, is, commit }) => {
    expect(await readMarker(inPieces(body), MASK)).toMatchObject({ ...is, commit });
  });
});

describe('other content is rejected with a reason', () => {
  test.each([
    { body: '', reason: 'the file is empty' },
    { body: '\ufeff\r\n', reason: 'the file is empty' },
    { body: gzipSync(''), reason: 'the file is empty' },
    { body: '<!DOCTYPE html><html>404</html>', reason: 'an HTML page, not a version' },
    { body: `${URL_OF_VERSION}\n${URL_OF_VERSION}\n`, reason: 'more than one line' },
    { body: 'latest', reason: 'neither a version nor the URL of one' },
    { body: 'https://storage.googleapis.com/', reason: 'neither a version nor the URL of one' },
    { body: 'https://example.org/kops/releases/', reason: 'neither a version nor the URL of one' },
    ...['01.35.4', '1.35', 'v1.35.4-', 'v1.35.4-a..b', 'v1.35.4-01', 'v1.35.4+', '1.35.4+a+b'].map(
      (body) => ({ body, reason: 'neither a version nor the URL of one' }),
    ),
    { body: '{"version":"1.35.4"}', reason: 'neither a version nor the URL of one' },
    { body: Buffer.from([0x76, 0x31, 0xff]), reason: 'not UTF-8' },
    { body: `${URL_OF_VERSION}${' '.repeat(3000)}`, reason: 'larger than 2048 bytes' },
    { body: gzipSync('1'.repeat(100_000)), reason: 'larger than 2048 bytes' },
    { body: gzipSync(URL_OF_VERSION).subarray(0, 60), reason: 'the gzip data is damaged' },
  ])('$reason: $body', async ({ body, reason }) => {
    await expect(readMarker(inPieces(body, 1000), MASK)).rejects.toThrow(UnreadableArtifactError);
    await expect(readMarker(inPieces(body, 1000), MASK)).rejects.toThrow(reason);
  });

  test('without reading more than necessary', async () => {
    let pieces = 0;
    const endless = (async function* () {
      for (;;) {
        pieces++;
        yield await Promise.resolve(Buffer.alloc(1000, '1'));
      }
    })();
    await expect(readMarker(endless, MASK)).rejects.toThrow('larger than 2048 bytes');
    expect(pieces).toBe(3);
  });
});
