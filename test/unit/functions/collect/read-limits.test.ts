import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { collectObject } from '../../../../functions/collect/collect-object.ts';
import { limitedStore, measuredBus } from '../../../../functions/collect/limited-store.ts';
import { DEFAULT_LIMITS, type ReadLimits } from '../../../../shared/artifacts/limits.ts';
import { StoreUnavailableError } from '../../../../shared/errors.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import type { ArtifactStore } from '../../../../shared/ports/artifact-store.ts';
import type { EventBus } from '../../../../shared/ports/event-bus.ts';
import type { Clock } from '../../../../shared/ports/clock.ts';
import { BUILD_PATH, junit, started } from '../../../support/build.ts';
import { inPieces } from '../../../support/bytes.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { LATER, QUIET, SETTINGS } from '../../../support/settings.ts';

const NAME = `${BUILD_PATH}artifacts/junit.xml`;
const STARTED = `${BUILD_PATH}started.json`;

interface Reading {
  readonly limits?: Partial<ReadLimits>;
  readonly keepSkips?: boolean;
  readonly clock?: Clock;
  readonly store?: ArtifactStore;
}

/** Collects a report within limits; returns its result and rows, and the row of the ledger. */
async function collect(report: string | Uint8Array, reading: Reading = {}) {
  const memory = new MemoryStore();
  memory.put(STARTED, started());
  memory.put(NAME, report);
  const { store = memory, limits, keepSkips = false, clock = LATER } = reading;
  const messages: Uint8Array[] = [];
  const settings = { ...SETTINGS, keepSkips, limits: { ...DEFAULT_LIMITS, ...limits } };
  const ports = { store, bus: keepingBus(messages), clock, logger: QUIET, settings };
  const [result] = await collectObject({ bucket: memory.bucket, name: NAME }, ports);
  const decoded = messages.map((data) => decodeMessage(data));
  const rowsOf = (name: string) =>
    decoded.flatMap(({ table, rows }) => (table === name ? rows : []));
  return { result, rows: rowsOf('test_attempts'), ledger: rowsOf('ingested_objects')[0] };
}

describe('rows of an object', () => {
  const report = junit('a', 'b:failed', 'c');

  test('are kept up to the limit, and the ledger says so', async () => {
    const { rows, ledger } = await collect(report, { limits: { rows: 2 } });
    expect(rows).toMatchObject([{ test_name: 'a' }, { test_name: 'b' }]);
    expect(ledger).toMatchObject({
      outcome: 'salvaged',
      reason: '3 rows, of which the first 2 were kept',
      test_attempts_rows: 2,
      test_cases: 3,
      passed: 2,
    });
  });

  test('are all kept at the limit', async () => {
    const { rows, ledger } = await collect(report, { limits: { rows: 3 } });
    expect(rows).toHaveLength(3);
    expect(ledger).toMatchObject({ outcome: 'parsed', reason: null });
  });

  test('have the same ordinals with and without skips', async () => {
    const mixed = junit('a:skipped', 'b', 'c:skipped', 'd:failed');
    const { rows } = await collect(mixed);
    expect(rows).toMatchObject([
      { test_name: 'b', ordinal: 1 },
      { test_name: 'd', ordinal: 3 },
    ]);
    const { rows: all } = await collect(mixed, { keepSkips: true });
    expect(all).toEqual(expect.arrayContaining([...rows]));
    expect(all).toMatchObject([{ ordinal: 0 }, { ordinal: 1 }, { ordinal: 2 }, { ordinal: 3 }]);
  });
});

describe('bytes of an object', () => {
  test('are not read if they are too many', async () => {
    let read = 0;
    const memory = new MemoryStore();
    memory.put(STARTED, started());
    const version = {
      bucket: memory.bucket,
      name: NAME,
      generation: '1',
      sizeBytes: 1_000_000,
      updatedAt: '2026-11-20T12:00:00.000Z',
    };
    async function* counted() {
      for await (const piece of inPieces(Buffer.alloc(1_000_000), 1000)) {
        read += piece.length;
        yield piece;
      }
    }
    const store: ArtifactStore = {
      list: () => memory.list(''),
      open: async (bucket, name) =>
        name === NAME ? { version, bytes: counted() } : await memory.open(bucket, name),
    };
    const { ledger } = await collect('', { store, limits: { objectBytes: 10_000 } });
    expect(ledger).toMatchObject({
      outcome: 'rejected',
      reason: 'the object has more than 10000 bytes',
      size_bytes: 1_000_000,
    });
    expect(read).toBe(1000);
  });

  test('may be as many as the limit', async () => {
    const report = junit('a');
    const { ledger } = await collect(report, { limits: { objectBytes: report.length } });
    expect(ledger).toMatchObject({ outcome: 'parsed' });
  });

  test('are limited after they were unpacked', async () => {
    const report = gzipSync(`<testsuite><testcase name="a"/>${' '.repeat(100_000)}</testsuite>`);
    const { ledger } = await collect(report, { limits: { unpackedBytes: 50_000 } });
    expect(ledger).toMatchObject({
      outcome: 'rejected',
      reason: 'expands to more than 50000 bytes',
    });
  });
});

test('bytes that are waited for too long fail the reading, to be tried again', async () => {
  let now = LATER.now();
  const memory = new MemoryStore();
  memory.put(STARTED, started());
  memory.put(NAME, junit('a'));
  async function* slow() {
    for await (const piece of inPieces(junit('a'), 1)) {
      now += 50_000;
      yield piece;
    }
  }
  const store: ArtifactStore = {
    list: () => memory.list(''),
    open: async (bucket, name) => {
      const object = await memory.open(bucket, name);
      return name === NAME ? object && { ...object, bytes: slow() } : object;
    },
  };
  const reading = { store, clock: { now: () => now } };
  await expect(collect('', reading)).rejects.toThrow(StoreUnavailableError);
  await expect(collect('', reading)).rejects.toThrow('waited for longer than 600 seconds');
});

describe('a reading that takes too long', () => {
  /** Returns a store in which an object has pieces of ten bytes. */
  function pieces(name: string, body: string): ArtifactStore {
    const memory = new MemoryStore();
    memory.put(STARTED, started());
    memory.put(name, body);
    return {
      list: () => memory.list(''),
      open: async (bucket, asked) => {
        const object = await memory.open(bucket, asked);
        return asked === name ? object && { ...object, bytes: inPieces(body, 10) } : object;
      },
    };
  }

  test('keeps what was read, and the ledger says so', async () => {
    let now = LATER.now();
    const clock = { now: () => (now += 1000) };
    const report = junit(...Array.from({ length: 20 }, (_, i) => `t${i}`));
    const { rows, ledger } = await collect('', {
      store: pieces(NAME, report),
      clock,
      limits: { readSeconds: 20 },
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(20);
    expect(ledger).toMatchObject({
      outcome: 'salvaged',
      reason: expect.stringMatching(/^read for longer than 20 seconds, and left at byte \d+0/),
      test_attempts_rows: rows.length,
    });
  });

  test('is not one that waits for the bus', async () => {
    let now = 0;
    const clock = { now: () => now };
    const keeping = keepingBus([]);
    const publish: EventBus['publish'] = async (data) => {
      now += 60_000;
      await keeping.publish(data);
    };
    const { bus, waited } = measuredBus({ ...keeping, publish }, clock);
    const limits = { ...DEFAULT_LIMITS, readSeconds: 30 };
    const store = limitedStore(pieces(NAME, 'x'.repeat(50)), limits, {
      clock,
      waitedForBus: waited,
    });
    const read = async (secondsEach: number): Promise<number> => {
      let length = 0;
      const object = await store.open('bucket', NAME);
      for await (const piece of object?.bytes ?? []) {
        length += piece.length;
        now += secondsEach * 1000;
        await bus.publish(piece);
      }
      return length;
    };
    expect(await read(6)).toBe(50);
    await expect(read(7)).rejects.toThrow('read for longer than 30 seconds, and left at byte 50');
  });
});
