import { describe, expect, test } from 'vitest';
import {
  MESSAGE_PUBLISHED,
  toBusMessage,
  toEvent,
} from '../../../../shared/messages/event-message.ts';

const FORGED = { toString: 1 };
const FINALIZED = 'google.cloud.storage.object.v1.finalized';

test('an event of Pub/Sub carries a message', () => {
  const message = {
    data: 'AP8K',
    messageId: '7',
    publishTime: '2026-11-20T20:00:00Z',
    attributes: { table: 'builds' },
  };
  expect(toBusMessage({ id: '1', type: MESSAGE_PUBLISHED, data: { message } })).toEqual({
    id: '7',
    data: Buffer.from([0, 255, 10]),
    attributes: { table: 'builds' },
    publishedAt: '2026-11-20T20:00:00Z',
  });
});

describe('an event of another form is kept as JSON', () => {
  test.each([
    { what: 'of another type', type: FINALIZED, data: { bucket: 'b', name: 'n' } },
    { what: 'without a message', type: MESSAGE_PUBLISHED, data: { a: 1 } },
    {
      what: 'whose message is not base64',
      type: MESSAGE_PUBLISHED,
      data: { message: { data: '!' } },
    },
  ])('$what', ({ type, data }) => {
    const message = toBusMessage({ id: '1', type, data });
    expect(message.attributes).toEqual({ 'ce-type': type });
    expect(JSON.parse(Buffer.from(message.data).toString())).toEqual(data);
  });

  test.each<[string, unknown, string]>([
    ['an id that is no text', { id: FORGED, type: MESSAGE_PUBLISHED }, ''],
    [
      'an id of the message that is no text',
      { id: '1', type: MESSAGE_PUBLISHED, data: { message: { messageId: FORGED } } },
      '1',
    ],
    [
      'attributes that are no texts',
      { id: '1', type: MESSAGE_PUBLISHED, data: { message: { attributes: { a: FORGED } } } },
      '1',
    ],
    ['no event', undefined, ''],
    ['a text', 'text', ''],
  ])('forged: %s', (_, event, id) => {
    const message = toBusMessage(event);
    expect(message.id).toBe(id);
    expect(Object.keys(message.attributes)).toEqual(['ce-type']);
  });

  test('without data', () => {
    expect(toBusMessage({ id: '1', type: FINALIZED }).data).toHaveLength(0);
  });

  test('and is empty if it is nested too deep to be written', () => {
    const data: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(toBusMessage({ id: '1', type: FINALIZED, data }).data).toHaveLength(0);
  });
});

describe('a forged event becomes a message without an id or a type of its own:', () => {
  const forged = { toString: 1 };

  test.each([
    {
      what: 'an id that is no text',
      event: { id: forged, type: FINALIZED, data: {} },
      id: '',
      type: FINALIZED,
    },
    {
      what: 'a type that is no text',
      event: { id: '1', type: forged, data: {} },
      id: '1',
      type: '',
    },
    {
      what: 'parts of the message that are no texts',
      event: {
        id: '1',
        type: MESSAGE_PUBLISHED,
        data: { message: { messageId: forged, data: forged } },
      },
      id: '1',
      type: MESSAGE_PUBLISHED,
    },
    {
      what: 'attributes that are no texts',
      event: { id: '1', type: MESSAGE_PUBLISHED, data: { message: { attributes: { a: forged } } } },
      id: '1',
      type: MESSAGE_PUBLISHED,
    },
    { what: 'no event', event: undefined, id: '', type: '' },
    { what: 'a text', event: 'text', id: '', type: '' },
  ])('$what', ({ event, id, type }) => {
    expect(toBusMessage(event)).toMatchObject({ id, attributes: { 'ce-type': type } });
  });
});

describe('the event of a message', () => {
  test.each([
    { id: '1', type: FINALIZED, data: { bucket: 'b', name: 'n' } },
    { id: '1', type: FINALIZED, data: undefined },
    {
      id: '1',
      type: MESSAGE_PUBLISHED,
      data: { message: { messageId: '1', data: 'AP8K', attributes: { bucketId: 'b' } } },
    },
  ])('is the one that it was made of', (event) => {
    expect(toEvent(toBusMessage(event))).toEqual(event);
  });
});
