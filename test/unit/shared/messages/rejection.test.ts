import { expect, test } from 'vitest';
import { messageOf } from '../../../../shared/errors.ts';
import { rejectionRow } from '../../../../shared/rows/ledger-row.ts';

test('a ledger row of an arrival has only the beginning of a long id and a long reason', () => {
  const long = 'x'.repeat(1e6);
  const row = rejectionRow({ kind: 'message', id: long, sizeBytes: 1, reason: long }, 0);
  expect(row).toMatchObject({ object_name: 'x'.repeat(1024), reason: 'x'.repeat(4096) });
});

test.each<[string, unknown, string]>([
  ['an error', new Error('text'), 'text'],
  ['a text', 'text', 'text'],
  ['nothing', undefined, 'undefined'],
  ['a symbol', Symbol('s'), 'Symbol(s)'],
  ['an object whose conversion fails', { toString: 1 }, 'an object without a message'],
  [
    'an error whose message is none',
    Object.assign(new Error(), { message: { toString: 1 } }),
    'an object without a message',
  ],
])('the message of %s', (_, thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});
