import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  collectWithRetries,
  type Collected,
} from '../../../../../functions/cli/readers/collected.ts';
import { ReaderPool } from '../../../../../functions/cli/readers/reader-pool.ts';
import { simulate } from '../../../../../functions/cli/simulation/simulate.ts';
import { DirectoryStore } from '../../../../../shared/adapters/local/directory-store.ts';
import { localFiles } from '../../../../../shared/adapters/local/local-files.ts';
import { BusUnavailableError, ReaderEndedError } from '../../../../../shared/errors.ts';
import { decodeMessage } from '../../../../../shared/messages/message.ts';
import { publishingBus } from '../../../../support/publishing-bus.ts';
import { keepingBus } from '../../../../support/keeping-bus.ts';
import { LATER, QUIET, SETTINGS } from '../../../../support/settings.ts';

const BUCKET = 'bucket';

let folder: string;
const names: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-readers-'));
  for (const { name, body, updatedAt } of simulate({
    seed: 1,
    days: 1,
    endDate: '2026-11-20',
    scale: 0.02,
  }).objects) {
    await localFiles.write(join(folder, name), body, updatedAt);
    if (!names.includes(name)) names.push(name);
  }
});

afterAll(() => rm(folder, { recursive: true }));

async function* objects(): AsyncGenerator<{ readonly bucket: string; readonly name: string }> {
  for (const name of names) yield await Promise.resolve({ bucket: BUCKET, name });
}

function pool(directory: string): ReaderPool {
  const { policies: _policies, ...settings } = { ...SETTINGS, patienceSeconds: 0 };
  const location = { kind: 'directory', path: directory } as const;
  return new ReaderPool({ location, options: { bucket: BUCKET }, settings }, 2);
}

/** Returns the rows of messages in a fixed order, without the time of the reading. */
function rowsOf(messages: readonly Uint8Array[]): readonly string[] {
  return messages
    .flatMap((data) => {
      const { table, rows } = decodeMessage(data);
      return rows.map((row) => JSON.stringify({ table, ...row, ingested_at: undefined }));
    })
    .sort();
}

test('threads publish the rows and results that this thread would', async () => {
  const there: Uint8Array[] = [];
  const results: Collected[] = [];
  await pool(folder).collect(objects(), keepingBus(there), (result) => results.push(result));

  const here: Uint8Array[] = [];
  const store = new DirectoryStore(new Map([[BUCKET, folder]]));
  const settings = { ...SETTINGS, patienceSeconds: 0 };
  const expected: Collected[] = [];
  for await (const object of objects()) {
    const ports = { store, bus: keepingBus(here), clock: LATER, logger: QUIET, settings };
    expected.push(await collectWithRetries(object, ports));
  }
  expect(rowsOf(there)).toEqual(rowsOf(here));
  expect(rowsOf(there).length).toBeGreaterThan(100);
  const inOrder = (list: readonly Collected[]): readonly string[] =>
    list.map((result) => JSON.stringify(result)).sort();
  expect(inOrder(results)).toEqual(inOrder(expected));
});

test('a thread that ends unexpectedly ends the reading', async () => {
  const missing = join(folder, 'no-such-directory');
  await expect(pool(missing).collect(objects(), keepingBus([]), () => undefined)).rejects.toThrow(
    ReaderEndedError,
  );
});

test('a bus that takes no messages ends the reading', async () => {
  const failing = publishingBus(() => Promise.reject(new BusUnavailableError('the bus is away')));
  await expect(pool(folder).collect(objects(), failing, () => undefined)).rejects.toThrow(
    'the bus is away',
  );
});
