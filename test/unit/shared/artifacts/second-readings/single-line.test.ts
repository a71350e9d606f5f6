import { expect, test } from 'vitest';
import fc from 'fast-check';
import { readPointer } from '../../../../../shared/artifacts/pointer/read-pointer.ts';
import { readMarker } from '../../../../../shared/artifacts/version-marker/read-marker.ts';
import { UnreadableArtifactError } from '../../../../../shared/errors.ts';
import { budget } from '../../../../support/budget.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { textEdits, withTextEdits } from '../../../../support/edits.ts';

async function orUndefined<Value>(read: Promise<Value>): Promise<Value | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return undefined;
    throw error;
  }
}

/** The expression that semver.org suggests, with the `v` that most markers have. */
const SEMVER =
  /^v?(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

/** Returns the version of a marker, or of the last part of the URL in it, as the library of URLs of Node.js takes it apart. */
function versionOf(text: string): string | undefined {
  const line = text.trim();
  if (SEMVER.test(line)) return line;
  if (!/^(?:https?|gs):/.test(line) || /\s/.test(line) || !URL.canParse(line)) return undefined;
  const { pathname } = new URL(line);
  // Objects of a bucket have their names as they are written; the library takes `.` out of paths.
  if (!line.endsWith(pathname)) return undefined;
  const last = pathname.replace(/\/$/, '').split('/').at(-1) ?? '';
  const version = last.replaceAll(/%2b/gi, '+');
  return SEMVER.test(version) ? version : undefined;
}

const version = fc
  .tuple(
    fc.constantFrom('v', ''),
    fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40)),
    fc.constantFrom('', '-alpha.1', '-beta.0', '-rc.10', '-alpha.2.42'),
    fc.constantFrom('', '+0a1b2c3d4e5f67', '+v1.37.0-alpha.1-42-gdeadbeef01', '+x.y-z'),
  )
  .map(([letter, numbers, release, build]) => letter + numbers.join('.') + release + build);
const marker = fc
  .tuple(
    fc.constantFrom('', 'https://dl.k8s.io/release/', 'gs://b/kops/releases/', 'http://h/'),
    version,
    fc.constantFrom('', '\n', '\r\n', '/\n'),
  )
  .map(([folder, written, end]) => folder + written + (folder === '' ? end.replace('/', '') : end));
const ADDED = ['v', '.', '-', '+', '/', ' ', '\n', '0', '1', 'x', '%2B', ':', '<', 'é'];

async function ourVersion(text: string): Promise<string | undefined> {
  return (await orUndefined(readMarker(inPieces(text, 3), (secret) => secret)))?.version;
}

test('a version marker has the version that semver.org and the library of URLs find', async () => {
  await fc.assert(
    fc.asyncProperty(marker, async (text) => {
      expect(versionOf(text)).toBeDefined();
      expect(await ourVersion(text)).toBe(versionOf(text));
    }),
    { numRuns: budget(1000), seed: 1 },
  );
});

test('a damaged version marker too', async () => {
  await fc.assert(
    fc.asyncProperty(marker, textEdits(ADDED), async (text, edits) => {
      const damaged = withTextEdits(text, edits);
      expect(await ourVersion(damaged)).toBe(versionOf(damaged));
    }),
    { numRuns: budget(5000), seed: 2 },
  );
});

/** Returns the target of a pointer: digits, or a URL of one line that the library of URLs knows. */
function targetOf(text: string): string | undefined {
  const line = text.trim();
  if (/^[0-9]+$/.test(line)) return line;
  return /^[a-z][a-z0-9+.-]*:\/\/\S+$/.test(line) && URL.canParse(line) ? line : undefined;
}

const pointer = fc
  .tuple(
    fc.constantFrom('', 'gs://bucket/logs/job/', 'https://prow.k8s.io/view/gs/b/'),
    fc.bigInt({ min: 1n, max: 2n ** 63n }),
    fc.constantFrom('', '\n', ' \n'),
  )
  .map(([folder, build, end]) => `${folder}${build}${end}`);

test('a pointer leads to the number or the URL that it is, and a damaged one too', async () => {
  await fc.assert(
    fc.asyncProperty(pointer, textEdits(ADDED), async (text, edits) => {
      for (const written of [text, withTextEdits(text, edits)]) {
        const record = await orUndefined(readPointer('latest_build', inPieces(written, 3)));
        expect(record?.target).toBe(targetOf(written));
      }
    }),
    { numRuns: budget(3000), seed: 3 },
  );
});
