import { describe, expect, test } from 'vitest';
import {
  deadLetterRow,
  stateRow,
  type DeadLetter,
} from '../../../../shared/rows/dead-letter-row.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';

const NOW = Date.parse('2026-11-20T23:59:59.999Z');

const LETTER: DeadLetter = {
  functionName: 'load',
  original: {
    id: 'm1',
    data: Buffer.from([0, 255, 10]),
    attributes: { table: 'builds', version: '1' },
    publishedAt: '2026-11-20T20:00:00.5+00:00',
  },
  errorClass: 'InvalidMessageError',
  reason: 'the message is not JSON',
  attempts: 3,
};

const idOf = (letter: DeadLetter) => deadLetterRow(letter, NOW).dead_letter_id;

function withOriginal(changes: Partial<DeadLetter['original']>): DeadLetter {
  return { ...LETTER, original: { ...LETTER.original, ...changes } };
}

test('a dead letter has the bytes of its original, the reason, and the time at which it was given up', () => {
  expect(deadLetterRow(LETTER, NOW)).toEqual({
    dead_letter_id: expect.stringMatching(/^[0-9a-f]{16}$/),
    recorded_date: '2026-11-20',
    recorded_at: '2026-11-20T23:59:59.999Z',
    state: 'waiting',
    function_name: 'load',
    message_id: 'm1',
    subscription: null,
    error_class: 'InvalidMessageError',
    reason: 'the message is not JSON',
    attempts: 3,
    attributes: { table: 'builds', version: '1' },
    data_base64: 'AP8K',
    size_bytes: 3,
    published_at: '2026-11-20T20:00:00.500Z',
  });
});

test('its rows are valid in a message', () => {
  const rows = [
    deadLetterRow(LETTER, NOW),
    stateRow({ id: '1', functionName: 'load', state: 'replayed' }, NOW),
  ];
  const message = { version: 1, table: 'dead_letters', common: {}, rows };
  expect(decodeMessage(Buffer.from(JSON.stringify(message)), NOW).rows).toEqual(rows);
});

describe('the id', () => {
  test('is the same for the same original, however it arrives', () => {
    const again = withOriginal({
      id: 'm2',
      publishedAt: undefined,
      attributes: { version: '1', table: 'builds' },
    });
    expect(idOf({ ...again, reason: 'another', attempts: 9 })).toBe(idOf(LETTER));
  });

  test.each([
    ['bytes', withOriginal({ data: Buffer.from([0, 255]) })],
    ['attributes', withOriginal({ attributes: {} })],
    ['another function', { ...LETTER, functionName: 'collect' } as const],
  ])('is another one for other %s', (_, other) => {
    expect(idOf(other)).not.toBe(idOf(LETTER));
  });
});

test.each([
  { bytes: 5_000_000, isKept: true },
  { bytes: 5_000_001, isKept: false },
])('an original of $bytes bytes: kept is $isKept; its size always is', ({ bytes, isKept }) => {
  const row = deadLetterRow(withOriginal({ data: Buffer.alloc(bytes) }), NOW);
  expect(row.size_bytes).toBe(bytes);
  expect(row.data_base64 !== null).toBe(isKept);
});

test('a time that is none is not known', () => {
  expect(deadLetterRow(withOriginal({ publishedAt: 'soon' }), NOW).published_at).toBeNull();
});
