import { isInReach } from '../builds/ending.ts';
import type { NeverPassedJob, Outage } from '../faults/fault.ts';
import { testTruth } from './names.ts';
import { type ObservedBuild, hasEnded } from './observed-build.ts';
import type { NeverPassedTruth, OutageTruth } from './truth.ts';

/** Counts the builds that outages and hopeless jobs cost. */
export class InfrastructureTally {
  readonly #outages: ReadonlyMap<Outage, { inReach: number; broken: number }>;
  readonly #neverPassed: ReadonlyMap<NeverPassedJob, { builds: number }>;

  constructor(outages: readonly Outage[], neverPassed: readonly NeverPassedJob[]) {
    this.#outages = new Map(outages.map((outage) => [outage, { inReach: 0, broken: 0 }]));
    this.#neverPassed = new Map(neverPassed.map((fault) => [fault, { builds: 0 }]));
  }

  add(seen: ObservedBuild): void {
    if (!hasEnded(seen)) return;
    const { run, place, ending } = seen.build;
    for (const [outage, counts] of this.#outages) {
      if (isInReach(outage, run, place)) counts.inReach++;
      if (ending.fault === outage.id) counts.broken++;
    }
    for (const [{ job }, counts] of this.#neverPassed) if (job === run.job) counts.builds++;
  }

  outages(): readonly OutageTruth[] {
    return [...this.#outages].map(([{ id, cloud, region, from, until, share }, counts]) => ({
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

  neverPassed(): readonly NeverPassedTruth[] {
    return [...this.#neverPassed].map(([{ id, job, level, test, template }, { builds }]) => ({
      id,
      job: job.name,
      level,
      test: test === undefined ? null : testTruth(test),
      failure_template: template.id,
      builds,
    }));
  }
}
