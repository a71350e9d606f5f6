import { describe, expect, test } from 'vitest';
import { OUTAGES } from '../../../../../functions/cli/evaluation/findings/outages.ts';
import type { Truth } from '../../../../../functions/cli/simulation/truth/truth.ts';
import { build, outage, truthWith } from './truths.ts';

interface Case {
  readonly about: string;
  readonly truth: Partial<Truth>;
  readonly rows: readonly unknown[];
  /** Numbers of expected, found and right findings. */
  readonly counts: readonly [number, number, number];
}

/** Returns a row that names a cloud for the first six hours of a day, as long as the outages of these truths. */
function at(value: string, date: string, dimension: 'cloud' | 'region' = 'cloud'): object {
  const [started_at, ended_at] = [`${date}T00:00:00Z`, `${date}T06:00:00Z`];
  return { dimension, value, started_at, ended_at };
}

/** A job on AWS, with a build in the region `here`. */
const HERE = {
  jobs: [{ ...simulatedJob(), job: 'job', cloud: 'aws' }],
  builds: [build(1, { region: 'here' })],
};

/** Returns a job of a simulated history. */
function simulatedJob(): Truth['jobs'][number] {
  const [job] = truthWith({}).jobs;
  if (job === undefined) throw new Error('the simulation has no job');
  return job;
}

const CASES: readonly Case[] = [
  {
    about: 'a cloud with two outages',
    truth: { outages: [outage('a'), outage('b', { region: 'here' })] },
    rows: [at('aws', '2026-11-20')],
    counts: [2, 2, 2],
  },
  {
    about: 'a cloud with an outage that broke two builds',
    truth: { outages: [outage('a', { builds_broken: 2 })] },
    rows: [at('aws', '2026-11-20')],
    counts: [0, 0, 0],
  },
  {
    about: 'nothing, for an outage that broke less than half of the builds',
    truth: { outages: [outage('a', { builds_in_reach: 30 })] },
    rows: [],
    counts: [0, 0, 0],
  },
  {
    about: 'a region with an outage, and not that of the whole cloud',
    truth: {
      ...HERE,
      outages: [outage('a', { region: 'there' }), outage('b', { region: 'here' })],
    },
    rows: [at('here', '2026-11-20', 'region')],
    counts: [2, 1, 1],
  },
  {
    about: 'a region in an outage of its cloud',
    truth: { ...HERE, outages: [outage('a')] },
    rows: [at('here', '2026-11-20', 'region')],
    counts: [1, 1, 1],
  },
  {
    about: 'a region that no job is known to use',
    truth: { ...HERE, outages: [outage('a')] },
    rows: [at('elsewhere', '2026-11-20', 'region')],
    counts: [1, 1, 0],
  },
  {
    about: 'a cloud on another day, twice',
    truth: { outages: [outage('a')] },
    rows: [at('aws', '2026-11-19'), at('aws', '2026-11-21')],
    counts: [1, 2, 0],
  },
  {
    about: 'a cloud without an outage',
    truth: { outages: [outage('a')] },
    rows: [at('gce', '2026-11-20')],
    counts: [1, 1, 0],
  },
];

describe.each(CASES)('$about', ({ truth, rows, counts }) => {
  test('has the expected counts', () => {
    const [first] = OUTAGES.judge(truthWith(truth), rows);
    const { expected, found, right } = first?.score ?? {};
    expect([expected, found, right]).toEqual(counts);
  });
});

test('rows of another form are rejected', () => {
  expect(() => OUTAGES.judge(truthWith({}), [{ value: 1 }])).toThrow();
});
