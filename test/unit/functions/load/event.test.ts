import { describe, expect, test } from '@jest/globals';
import { toBusMessage } from '../../../../functions/load/event.ts';

const FORGED = { toString: 1 };

describe('a forged event gives an empty message, which is rejected:', () => {
  test.each<[string, unknown, string]>([
    ['an id that is no text', { id: FORGED, data: {} }, ''],
    ['data of another form', { id: '1', data: { message: { data: FORGED } } }, '1'],
    [
      'an id of the message that is no text',
      { id: '1', data: { message: { messageId: FORGED } } },
      '1',
    ],
    [
      'attributes that are no texts',
      { id: '1', data: { message: { attributes: { a: FORGED } } } },
      '1',
    ],
    ['no event', undefined, ''],
    ['a text', 'text', ''],
  ])('%s', (_, event, id) => {
    expect(toBusMessage(event)).toEqual({ id, data: new Uint8Array(0), attributes: {} });
  });
});
