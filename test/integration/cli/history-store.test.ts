import { describe, expect, test } from 'vitest';
import { historyStore } from '../../../functions/cli/history-store.ts';
import type { ArtifactStore } from '../../../shared/ports/artifact-store.ts';
import { NAMING } from '../../support/settings.ts';

const MARKER = 'ci/latest.txt';
const FILE = 'logs/j/1/finished.json';

function storeOf(...writes: readonly (readonly [string, string])[]): ArtifactStore {
  const objects = writes.map(([name, body], hour) => ({
    name,
    body,
    updatedAt: `2026-11-20T0${hour}:00:00.000Z`,
  }));
  return historyStore('b', objects, NAMING);
}

async function all<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
  const elements: T[] = [];
  for await (const element of source) elements.push(element);
  return elements;
}

async function opened(store: ArtifactStore, name: string) {
  const object = await store.open('b', name);
  if (object === undefined) return undefined;
  const chunks = await all(object.bytes);
  return { ...object.version, body: Buffer.concat(chunks).toString() };
}

describe('an object with several versions', () => {
  const store = storeOf([FILE, 'old'], [MARKER, 'v1'], [FILE, 'new'], [MARKER, 'v2']);

  test('is listed once, and a marker once for each version', async () => {
    const listed = await all(store.list('b'));
    expect(listed.map(({ name, generation }) => `${name} ${generation}`)).toEqual([
      `${MARKER} 2`,
      `${MARKER} 4`,
      `${FILE} 3`,
    ]);
  });

  test('is opened in the next version by each call if it is a marker, up to the last', async () => {
    const bodies = [];
    for (let i = 0; i < 3; i++) bodies.push(await opened(store, MARKER));
    expect(bodies).toMatchObject([
      { body: 'v1', generation: '2', updatedAt: '2026-11-20T01:00:00.000Z' },
      { body: 'v2', generation: '4' },
      { body: 'v2', generation: '4' },
    ]);
  });

  test('is opened in the last version by each call otherwise', async () => {
    expect(await opened(store, FILE)).toMatchObject({ body: 'new', generation: '3' });
    expect(await opened(store, FILE)).toMatchObject({ body: 'new', generation: '3' });
  });

  test('is not found under another name', async () => {
    expect(await opened(store, 'x')).toBeUndefined();
  });
});
