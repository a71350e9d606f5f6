import { z } from 'zod';
import type { OutageTruth } from '../../simulation/truth/outages.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule } from '../finding-kind.ts';
import type { Expectation } from '../score.ts';

/** An outage that broke fewer builds, or a lower share of those in its reach, is not required: chance explains it too. */
const MIN_BROKEN_BUILDS = 3;
const MIN_BROKEN_SHARE = 0.5;

const OWN_OUTAGES = `
  SELECT
    dimension,
    value,
    FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', started_at) AS started_at,
    FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', ended_at) AS ended_at
  FROM outages
  WHERE dimension IN ('cloud', 'region')`;

const row = z.object({
  dimension: z.enum(['cloud', 'region']),
  value: z.string(),
  started_at: z.string(),
  ended_at: z.string(),
});

/**
 * Outages of clouds and regions. The unit is the outage; it is found if its cloud, its region, or a region of its cloud, is named at a
 * time that overlaps it. A cloud or a region that is named at a time without an outage is a wrong finding.
 */
export const OUTAGES = keyedKind({
  name: 'outage',
  rules: [ownRule(OWN_OUTAGES)],
  row,
  keysOf: overlappingOutages,
  expected: expectedOf,
});

/** Returns the outages that overlap a finding, or the finding itself if there is none. */
function overlappingOutages(
  { dimension, value, started_at, ended_at }: z.infer<typeof row>,
  { outages, builds, jobs }: Truth,
): readonly string[] {
  const job = builds.find(({ region }) => region === value)?.job;
  const cloud = dimension === 'cloud' ? value : jobs.find((one) => one.job === job)?.cloud;
  const region = dimension === 'region' ? value : null;
  const overlapping = outages.filter(
    (outage) =>
      outage.cloud === cloud &&
      (outage.region === null || region === null || outage.region === region) &&
      Date.parse(outage.from) < Date.parse(ended_at) &&
      Date.parse(started_at) < Date.parse(outage.until),
  );
  return overlapping.length === 0
    ? [`no outage of ${value} at ${started_at}`]
    : overlapping.map(keyOf);
}

/** Requires the outages with enough broken builds; tolerates the others. */
function expectedOf({ outages }: Truth): Expectation {
  const all = new Set(outages.map(keyOf));
  const visible = outages.filter(
    ({ builds_broken, builds_in_reach }) =>
      builds_broken >= MIN_BROKEN_BUILDS && builds_broken >= MIN_BROKEN_SHARE * builds_in_reach,
  );
  return { required: new Set(visible.map(keyOf)), isTolerated: (key) => all.has(key) };
}

function keyOf({ id, cloud, region }: OutageTruth): string {
  return `${id} of ${cloud} ${region ?? 'in all regions'}`;
}
