import { describe, expect, test } from 'vitest';
import { hash } from 'node:crypto';
import type { SimulationOptions } from '../../../../../functions/cli/simulation/options.ts';
import { simulate } from '../../../../../functions/cli/simulation/simulate.ts';

const OPTIONS: SimulationOptions = { seed: 7, days: 2, endDate: '2026-08-14', scale: 0.02 };

function digest(options: SimulationOptions): string {
  const parts: string[] = [];
  for (const { name, body, updatedAt } of simulate(options).objects) {
    parts.push(`${name} ${updatedAt} ${hash('sha256', body)}`);
  }
  return hash('sha256', parts.join('\n'));
}

function jobsOf(options: SimulationOptions): ReadonlyMap<string, readonly string[]> {
  const { builds } = simulate(options).truth();
  const byJob = Map.groupBy(builds, ({ job }) => job);
  return new Map(
    [...byJob].map(([job, own]) => [job, own.map(({ triggered_at }) => triggered_at)]),
  );
}

describe('determinism', () => {
  test('the same options give the same objects, byte by byte and in the same order', () => {
    expect(digest(OPTIONS)).toBe(digest(OPTIONS));
  });

  test('another seed gives other objects', () => {
    expect(digest({ ...OPTIONS, seed: 8 })).not.toBe(digest(OPTIONS));
  });

  test('the truth is the same before and after the objects are read', () => {
    const before = simulate(OPTIONS).truth();
    const simulation = simulate(OPTIONS);
    Array.from(simulation.objects);
    expect(simulation.truth()).toEqual(before);
  });

  test('reading the objects twice does not count them twice', () => {
    const simulation = simulate(OPTIONS);
    Array.from(simulation.objects);
    const once = simulation.truth().totals.object_versions;
    expect(Array.from(simulation.objects)).toHaveLength(once);
    expect(simulation.truth().totals.object_versions).toBe(once);
  });

  test('a larger share of the grid keeps the runs of the smaller one', () => {
    const [smaller, larger] = [jobsOf(OPTIONS), jobsOf({ ...OPTIONS, scale: 0.04 })];
    const periodic = [...smaller].filter(([job]) => !job.startsWith('pull-'));
    expect(periodic.length).toBeGreaterThan(30);
    for (const [job, runs] of periodic) expect([job, larger.get(job)]).toEqual([job, runs]);
  });

  test('invalid options are rejected', () => {
    expect(() => simulate({ ...OPTIONS, days: 0 })).toThrow(/days/);
    expect(() => simulate({ ...OPTIONS, endDate: '14.8.2026' })).toThrow(/endDate/);
    expect(() => simulate({ ...OPTIONS, scale: 2 })).toThrow(/scale/);
  });
});
