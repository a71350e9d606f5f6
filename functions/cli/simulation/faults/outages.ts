import { cloudByName } from '../catalog/clouds.ts';
import type { DeathReason } from '../catalog/vocabulary.ts';
import type { JobRun } from '../history/run.ts';
import type { FaultPlanning } from './planning.ts';

/** A time during which a cloud, or one of its regions, does not work. */
export interface Outage {
  readonly id: string;
  readonly cloud: string;
  /** `undefined` for an outage of all regions. */
  readonly region: string | undefined;
  /** Milliseconds since the epoch, inclusive. */
  readonly from: number;
  /** Milliseconds since the epoch, exclusive. */
  readonly until: number;
  /** Share of the builds in reach that the outage breaks. */
  readonly share: number;
  /** Whether clusters are not created, or tests fail that run at the time. */
  readonly phase: 'creation' | 'tests';
  /** Death reason of the builds that do not get as far as a cluster. */
  readonly reason: DeathReason;
}

const HOUR = 3_600_000;

/** Plans the time and place of each outage. */
export function planOutages(planning: FaultPlanning): readonly Outage[] {
  const { start, end } = planning.input.window;
  return planning.input.rules.outages.flatMap((rule) =>
    Array.from({ length: rule.count }, (_, i) => {
      const random = planning.random('outage', rule.id, i);
      const cloud = random.pick(rule.clouds);
      const region = random.pick(Object.keys(cloudByName(cloud).regions));
      const from = Math.round(start + random.between(rule.at) * (end - start));
      return {
        id: `outage-${rule.id}-${i + 1}`,
        cloud,
        region: rule.scope === 'region' ? region : undefined,
        from,
        until: Math.min(end, from + Math.round(random.between(rule.hours) * HOUR)),
        share: Math.round(random.between(rule.share) * 100) / 100,
        phase: rule.phase ?? ('creation' as const),
        reason: 'cluster_creation' as const,
      };
    }),
  );
}

/** Returns whether a build was where and when the outage was: at its trigger, or at the start of its tests. */
export function isInReach(
  { cloud, region, from, until, phase }: Outage,
  { job, triggeredAt }: Pick<JobRun, 'job' | 'triggeredAt'>,
  { region: buildRegion, testsAt }: { region: string; testsAt: number | undefined },
): boolean {
  const at = phase === 'tests' ? testsAt : triggeredAt;
  return (
    cloud === job.cloud &&
    (region === undefined || region === buildRegion) &&
    at !== undefined &&
    at >= from &&
    at < until
  );
}
