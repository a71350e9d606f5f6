import type { FlakyTest } from '../faults/fault.ts';
import { scopeTruth, testTruth } from './names.ts';
import type { ObservedBuild } from './observed-build.ts';
import type { FlakyTestTruth } from './truth.ts';

type Counts = {
  -readonly [K in keyof FlakyTestTruth['jobs'][number]]: FlakyTestTruth['jobs'][number][K];
};

/** Counts what can be seen of the flaky tests. */
export class FlakyTestRecorder {
  readonly #flakes: readonly FlakyTest[];
  readonly #counts = new Map<string, Counts>();

  constructor(flakes: readonly FlakyTest[]) {
    this.#flakes = flakes;
  }

  add({ build, attempts }: ObservedBuild): void {
    const { job } = build.run;
    for (const { id, test, scope } of this.#flakes) {
      const own = attempts.get(test.name);
      if (!scope.jobs.has(job) || own === undefined) continue;
      const counts = this.#of(id, job.name);
      counts.builds++;
      if (own.at(-1)?.outcome !== 'passed') counts.failed_builds++;
      else if (own.length > 1) counts.flaky_builds++;
    }
  }

  get(): readonly FlakyTestTruth[] {
    return this.#flakes.map(({ id, test, probability, scope, template }) => ({
      id,
      test: testTruth(test),
      probability,
      scope: scopeTruth(scope),
      failure_template: template.id,
      jobs: [...scope.jobs].flatMap(({ name }) => this.#counts.get(`${id}\0${name}`) ?? []),
    }));
  }

  #of(id: string, job: string): Counts {
    const key = `${id}\0${job}`;
    const known = this.#counts.get(key) ?? { job, builds: 0, failed_builds: 0, flaky_builds: 0 };
    this.#counts.set(key, known);
    return known;
  }
}
