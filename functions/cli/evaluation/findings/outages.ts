import { z } from 'zod';
import type { OutageTruth } from '../../simulation/truth/outages.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings, type Expectation } from '../score.ts';

/** An outage that broke fewer builds, or less than this share of those in its reach, cannot be told from bad luck. */
const MIN_BROKEN_BUILDS = 5;
const MIN_BROKEN_SHARE = 0.5;

const OUR_OUTAGES = `
  SELECT
    value AS cloud,
    FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', started_at) AS started_at,
    FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', ended_at) AS ended_at
  FROM outages
  WHERE dimension = 'cloud'`;

const rowsSchema = z.array(
  z.object({ cloud: z.string(), started_at: z.string(), ended_at: z.string() }),
);

type Row = z.infer<typeof rowsSchema>[number];

/**
 * Outages attributed to their dimension. The unit is the outage, found when its cloud is named at a time that it
 * touched: regions are in no build's row, so that the cloud is the closest to it there is. Every time at which a cloud is
 * named and had none is a wrong finding.
 */
export const OUTAGES: FindingKind = {
  name: 'outage',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_OUTAGES }],
  judge: (truth, rows) => {
    const found = rowsSchema.parse(rows).flatMap((row) => outagesOf(truth, row));
    return [{ kind: 'outage', score: scoreFindings(expectedOf(truth), found) }];
  },
};

/** What naming a cloud at a time stands for. */
function outagesOf({ outages }: Truth, { cloud, started_at, ended_at }: Row): readonly string[] {
  const meant = outages.filter(
    (outage) =>
      outage.cloud === cloud &&
      Date.parse(outage.from) < Date.parse(ended_at) &&
      Date.parse(started_at) < Date.parse(outage.until),
  );
  return meant.length === 0 ? [`no outage of ${cloud} at ${started_at}`] : meant.map(keyOf);
}

/** Tolerated are outages too small to be seen. */
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
