import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  NumberPacker,
  unpackNumbers,
} from '../../../../../../shared/artifacts/syntax/bytes/packed-numbers.ts';

function roundTrip(numbers: readonly number[], packer = new NumberPacker()): readonly number[] {
  for (const number of numbers) packer.add(number);
  const unpacked: number[] = [];
  unpackNumbers(packer.take(), (number) => unpacked.push(number));
  return unpacked;
}

describe('packed numbers are unpacked again', () => {
  test.each([
    0,
    1,
    127,
    128,
    16_383,
    16_384,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 35,
    2 ** 49 - 1,
    2 ** 49,
    2 ** 53 - 1,
  ])('%d', (number) => {
    expect(roundTrip([number, 7, number])).toEqual([number, 7, number]);
  });

  test('any numbers', () => {
    const number = fc.oneof(fc.nat(300), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.array(number, { maxLength: 200 }), (numbers) => {
        expect(roundTrip(numbers)).toEqual(numbers);
      }),
    );
  });

  test('by a packer that is used again', () => {
    const packer = new NumberPacker();
    for (const numbers of [[5, 2 ** 40], [], [1]]) {
      expect(roundTrip(numbers, packer)).toEqual(numbers);
    }
  });
});

test.each([
  [0, 1],
  [127, 1],
  [128, 2],
  [2 ** 53 - 1, 8],
])('%d takes %d bytes', (number, length) => {
  const packer = new NumberPacker();
  packer.add(number);
  expect(packer.take()).toHaveLength(length);
});
