import { isAscii } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  hasIllegalControl,
  hasNoncharacter,
} from '../../../../../../shared/artifacts/syntax/bytes/xml-characters.ts';

const isIllegal = (byte: number): boolean => byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte);

describe('a control character that XML does not allow is found', () => {
  test.each(Array.from({ length: 256 }, (_, byte) => byte))(
    'as opposed to all others: byte %d at every place',
    (byte) => {
      const wrong: unknown[] = [];
      for (let length = 1; length <= 70; length += 3) {
        for (let at = 0; at < length; at++) {
          const bytes = Buffer.alloc(length, 'a');
          bytes[at] = byte;
          for (const isKnown of [isAscii(bytes), false]) {
            const found = hasIllegalControl(bytes, isKnown);
            if (found !== isIllegal(byte)) wrong.push({ length, at, isKnown });
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test('among any other bytes, wherever the bytes are in memory', () => {
    const text = fc.array(
      fc.constantFrom(0x0a, 0x09, 0x0d, 0x20, 0x41, 0x7f, 0x80, 0xff, 0x01, 0x1f),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 7 }), (bytes, shift) => {
        const shifted = Buffer.concat([Buffer.alloc(shift), Buffer.from(bytes)]).subarray(shift);
        for (const isKnown of [isAscii(shifted), false]) {
          expect(hasIllegalControl(shifted, isKnown)).toBe(bytes.some(isIllegal));
        }
      }),
    );
  });
});

test.each([
  ['', false],
  ['\ufffd', false],
  ['\uffef\uffbf', false],
  ['x\ufffe', true],
  ['\uffef\uffff\ufffd', true],
])('%j contains U+FFFE or U+FFFF: %s', (text, expected) => {
  expect(hasNoncharacter(Buffer.from(text))).toBe(expected);
});
