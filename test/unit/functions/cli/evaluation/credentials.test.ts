import { describe, expect, test } from 'vitest';
import { CREDENTIAL_POSTURES } from '../../../../../functions/cli/evaluation/findings/credentials.ts';
import type { BuildTruth } from '../../../../../functions/cli/simulation/truth/builds.ts';
import { build, truthWith } from './truths.ts';

/** Returns build `id` with credentials for AWS. */
function given(id: number, posture: 'static' | 'both' | 'short_lived'): BuildTruth {
  return build(id, { credentials: { aws: posture } });
}

/** Returns a row with a posture on AWS since a build. */
function found(posture: string, id: number): object {
  return { job: 'job', cloud: 'aws', posture, since_build_id: String(id) };
}

interface Case {
  readonly about: string;
  readonly builds: readonly BuildTruth[];
  readonly rows: readonly object[];
  /** Numbers of expected, found and right findings. */
  readonly counts: readonly [number, number, number];
}

const CASES: readonly Case[] = [
  {
    about: 'a role that replaced a key',
    builds: [given(1, 'static'), given(2, 'short_lived'), given(3, 'short_lived')],
    rows: [found('short_lived', 2)],
    counts: [1, 1, 1],
  },
  {
    about: 'a key that came back, with the date of its first use',
    builds: [given(1, 'static'), given(2, 'both'), given(3, 'static')],
    rows: [found('static', 1)],
    counts: [1, 1, 0],
  },
  {
    about: 'a build without credentials between others',
    builds: [given(1, 'both'), build(2), given(3, 'both')],
    rows: [found('both', 1), found('static', 1)],
    counts: [1, 2, 1],
  },
  {
    about: 'one of two clouds',
    builds: [build(1, { credentials: { aws: 'static', gce: 'short_lived' } })],
    rows: [found('static', 1)],
    counts: [2, 1, 1],
  },
];

describe.each(CASES)('found: $about', ({ builds, rows, counts }) => {
  test('has the expected counts', () => {
    const [first] = CREDENTIAL_POSTURES.judge(truthWith({ builds }), rows);
    const { expected, found: all, right } = first?.score ?? {};
    expect([expected, all, right]).toEqual(counts);
  });
});

test('rows of another form are rejected', () => {
  expect(() => CREDENTIAL_POSTURES.judge(truthWith({}), [{ job: 1 }])).toThrow();
});
