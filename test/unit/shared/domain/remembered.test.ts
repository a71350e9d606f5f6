import { expect, test } from 'vitest';
import { remembered } from '../../../../shared/domain/remembered.ts';

test.each([
  { about: 'a text once', asked: ['a', 'b', 'a', 'b'], computed: ['a', 'b'] },
  { about: 'a long text each time', asked: ['long', 'long'], computed: ['long', 'long'] },
  {
    about: 'all again after too many',
    asked: ['a', 'b', 'c', 'a'],
    computed: ['a', 'b', 'c', 'a'],
  },
])('a remembering function computes $about', ({ asked, computed }) => {
  const texts: string[] = [];
  const lengthOf = remembered((text) => texts.push(text) && text.length, { texts: 2, length: 3 });
  expect(asked.map(lengthOf)).toStrictEqual(asked.map(({ length }) => length));
  expect(texts).toStrictEqual(computed);
});

test('a result of undefined is remembered', () => {
  const texts: string[] = [];
  const nothing = remembered(
    (text) => {
      texts.push(text);
      return undefined;
    },
    { texts: 2, length: 3 },
  );
  expect(['a', 'a'].map(nothing)).toStrictEqual([undefined, undefined]);
  expect(texts).toStrictEqual(['a']);
});
