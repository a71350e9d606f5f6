import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decodeObjectFinalized } from '../../../../functions/collect/event.ts';
import { InvalidMessageError } from '../../../../shared/errors.ts';

const eventSchema = z.object({ id: z.string(), type: z.string(), data: z.unknown() });

function fixture(name: string) {
  const url = new URL(`../../../fixtures/events/${name}.json`, import.meta.url);
  return eventSchema.parse(JSON.parse(readFileSync(url, 'utf8')));
}

describe('events', () => {
  test.each(['object-finalized', 'notification-of-a-finalized-object'])('%s', (name) => {
    expect(decodeObjectFinalized(fixture(name))).toEqual({
      bucket: 'kubernetes-ci-logs',
      name: 'logs/e2e-kops-grid/1991387062838034432/finished.json',
    });
  });

  test('a notification about a deletion is ignored', () => {
    expect(decodeObjectFinalized(fixture('notification-of-a-deletion'))).toBeUndefined();
  });

  test.each([
    { type: 'google.cloud.storage.object.v1.deleted', data: { bucket: 'b', name: 'n' } },
    { type: 'google.cloud.storage.object.v1.finalized', data: { bucket: 'b' } },
    { type: 'google.cloud.storage.object.v1.finalized', data: { bucket: 'b', name: '' } },
    { type: 'google.cloud.storage.object.v1.finalized', data: null },
    { type: 'google.cloud.pubsub.topic.v1.messagePublished', data: { message: {} } },
    { type: 'google.cloud.pubsub.topic.v1.messagePublished', data: 'text' },
  ])('$type with $data is invalid', ({ type, data }) => {
    expect(() => decodeObjectFinalized({ id: '1', type, data })).toThrow(InvalidMessageError);
  });
  const path = { bucket: 'b', name: 'n' };
  const finalized = 'google.cloud.storage.object.v1.finalized';
  test.each<[string, unknown]>([
    ['a type whose conversion to a text fails', { id: '1', type: { toString: 1 }, data: path }],
    ['an id that is no text', { id: { toString: 1 }, type: 'x', data: path }],
    ['a list as type', { id: '1', type: [finalized], data: path }],
    [
      'a name whose conversion fails',
      { id: '1', type: finalized, data: { bucket: 'b', name: { toString: 1 } } },
    ],
    [
      'fields of prototypes',
      {
        id: '1',
        type: finalized,
        data: JSON.parse('{"__proto__":{"bucket":"b","name":"n"}}') as unknown,
      },
    ],
    ['no event', undefined],
    ['null', null],
    ['a text', 'text'],
  ])('%s is invalid', (_, event) => {
    expect(() => decodeObjectFinalized(event)).toThrow(InvalidMessageError);
  });
});
