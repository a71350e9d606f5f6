import { expect, test } from 'vitest';
import type { Figure } from './figure.ts';
import { measureLoad } from './load/measure-load.ts';

test('events in bursts are stored once, and refusals and duplicates change nothing', async () => {
  const figures: Figure[] = [];
  for await (const one of measureLoad({ events: 600 })) figures.push(one);
  const values = Object.fromEntries(figures.map(({ name, today }) => [name, today]));
  expect(values).toMatchObject({ 'collect, failed': 0, 'load, failed': 0 });
  for (const name of ['events a second', 'p50 from event to row', 'load, duplicates'])
    expect(values[name]).toBeGreaterThan(0);
});
