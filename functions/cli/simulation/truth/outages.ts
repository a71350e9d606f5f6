import { isInReach, type Outage } from '../faults/outages.ts';
import { hasEnded, type ObservedBuild } from './observed-build.ts';

/** An outage, with the builds that it broke. */
export interface OutageTruth {
  readonly id: string;
  readonly cloud: string;
  /** `null` for an outage of all regions. */
  readonly region: string | null;
  readonly from: string;
  readonly until: string;
  /** Probability that the outage breaks a build in its reach. */
  readonly share: number;
  readonly builds_in_reach: number;
  readonly builds_broken: number;
}

/** Counts the builds in the reach of each outage, and those that it broke. */
export class OutageRecorder {
  readonly #counts: ReadonlyMap<Outage, { inReach: number; broken: number }>;

  constructor(outages: readonly Outage[]) {
    this.#counts = new Map(outages.map((outage) => [outage, { inReach: 0, broken: 0 }]));
  }

  addBuild(observed: ObservedBuild): void {
    if (!hasEnded(observed)) return;
    const { run, place, ending, times, cases } = observed.build;
    const testsAt = ending.kind === 'tested' ? times.up : undefined;
    const reach = { region: place.region, testsAt };
    for (const [outage, counts] of this.#counts) {
      if (!isInReach(outage, run, reach)) continue;
      counts.inReach++;
      const isBroken =
        outage.phase === 'tests'
          ? cases.some((one) => one.attempts.at(-1)?.fault === outage.id)
          : ending.fault === outage.id;
      if (isBroken) counts.broken++;
    }
  }

  truth(): readonly OutageTruth[] {
    return [...this.#counts].map(([{ id, cloud, region, from, until, share }, counts]) => ({
      id,
      cloud,
      region: region ?? null,
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
      share,
      builds_in_reach: counts.inReach,
      builds_broken: counts.broken,
    }));
  }
}
