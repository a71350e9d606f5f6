import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { KIND_NAMES, type ArtifactKind } from '../../../../shared/artifacts/names.ts';
import { ARTIFACT_KINDS } from '../../../../shared/artifacts/registry.ts';
import { UnreadableArtifactError } from '../../../../shared/errors.ts';
import { finished, junit, prowjob, started } from '../../../support/build.ts';
import { inPieces } from '../../../support/bytes.ts';
import { POLICIES } from '../../../support/policies.ts';
import { budget } from '../../../support/budget.ts';

/** Inputs of each kind and way of damage. The seed is fixed, so that a failure is found again. */
const RUNS = { numRuns: budget(60), seed: 16 };
const MAX_UNPACKED = 256 * 1024;
const OPTIONS = {
  policies: POLICIES,
  buildDate: '2026-11-20',
  limits: {
    objectBytes: MAX_UNPACKED,
    unpackedBytes: MAX_UNPACKED,
    rows: 1000,
    waitSeconds: 1,
    readSeconds: 1,
  },
};

/** A valid file of each kind. */
const FILES: Readonly<Record<ArtifactKind, string>> = {
  prowjob: prowjob(),
  podinfo: '{"pod":{"metadata":{"name":"p"}},"events":[{"type":"Warning","reason":"Evicted"}]}',
  finished: finished(),
  started: started(),
  clone_records: '[{"refs":{"org":"o","repo":"r","pulls":[{"number":1}]},"commands":[]}]',
  coverage: 'mode: count\ngithub.com/o/r/a.go:1.2,3.4 2 1\ngithub.com/o/r/b.go:5.1,7.2 1 0\n',
  junit: junit('a', 'b:failed', 'c:skipped'),
  build_log: '2026-11-20T12:00:00Z start\nerror: the server is away\nexit status 1\n',
  latest_build: '1991387062838034432',
  build_alias: 'gs://bucket/logs/job/1991387062838034432',
  version_marker: 'https://dl.k8s.io/release/v1.37.0-alpha.1+abc1234',
};

type Outcome = 'read' | 'salvaged' | 'rejected';

/** Reads bytes as a kind. Returns whether they were read, up to damage, or rejected; any other error fails the test. */
async function outcomeOf(kind: ArtifactKind, bytes: Uint8Array): Promise<Outcome> {
  let outcome: Outcome = 'read';
  try {
    for await (const records of ARTIFACT_KINDS[kind].read(inPieces(bytes, 1000), OPTIONS)) {
      const isSalvaged = records.some(
        (record) => 'outcome' in record && record.outcome === 'salvaged',
      );
      if (isSalvaged) outcome = 'salvaged';
    }
    return outcome;
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return 'rejected';
    throw error;
  }
}

/** A change of a file: bytes at a place, a part of its length, become others. */
interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly added: Uint8Array;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat(40),
  added: fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc
      .constantFrom(
        '<',
        '>',
        '"',
        '{',
        '[',
        ',',
        '\\',
        '\n',
        '\0',
        '&#x0;',
        '<![CDATA[',
        '\ufeff',
        '1e999',
      )
      .map((text) => new TextEncoder().encode(text)),
  ),
});

function edited(file: Uint8Array, edits: readonly Edit[]): Uint8Array {
  return edits.reduce<Uint8Array>((bytes, { at, removed, added }) => {
    const start = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, start), added, bytes.subarray(start + removed)]);
  }, file);
}

describe.each(KIND_NAMES)('a file of the kind %s is read or rejected', (kind) => {
  const file = Buffer.from(FILES[kind]);
  const isKnown = (outcome: string): void => {
    expect(['read', 'salvaged', 'rejected']).toContain(outcome);
  };

  test('as it is, packed once and twice', async () => {
    expect(await outcomeOf(kind, file)).toBe('read');
    expect(await outcomeOf(kind, gzipSync(file))).toBe('read');
    expect(await outcomeOf(kind, gzipSync(gzipSync(file)))).toBe('read');
  });

  test('of any bytes', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      isKnown(await outcomeOf(kind, bytes));
      isKnown(await outcomeOf(kind, gzipSync(bytes)));
    });
    await fc.assert(property, RUNS);
  });

  test('edited and cut off, also before and after packing', async () => {
    const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
    const property = fc.asyncProperty(edits, edits, async (inner, outer) => {
      const changed = edited(file, inner);
      isKnown(await outcomeOf(kind, changed));
      isKnown(await outcomeOf(kind, gzipSync(changed)));
      isKnown(await outcomeOf(kind, edited(gzipSync(changed), outer)));
      isKnown(await outcomeOf(kind, gzipSync(gzipSync(changed).subarray(0, -9))));
    });
    await fc.assert(property, RUNS);
  });

  test('that unpacks to more than the limit', async () => {
    const bomb = gzipSync(Buffer.concat([file, Buffer.alloc(4 * MAX_UNPACKED, ' ')]));
    isKnown(await outcomeOf(kind, bomb));
    if (ARTIFACT_KINDS[kind].family === 'streamed')
      expect(['salvaged', 'rejected']).toContain(await outcomeOf(kind, bomb));
    isKnown(await outcomeOf(kind, gzipSync(bomb)));
  });
});
