import { expect, test } from 'vitest';
import type { Figure } from './figure.ts';
import { measureIngest } from './measure-ingest.ts';

test('the benchmark ingests a small bucket', async () => {
  const figures: Figure[] = [];
  for await (const one of measureIngest({ days: 1, scale: 0.01 })) figures.push(one);
  expect(figures.map(({ name }) => name)).toEqual(['simulate', 'ingest', 'ingest again']);
  expect(figures.every(({ today, reference }) => today > 0 && reference > 0)).toBe(true);
});
