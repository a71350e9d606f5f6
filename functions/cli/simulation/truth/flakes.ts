import type { FlakyTest } from '../faults/flakes.ts';
import { scopeTruth, testTruth, type ScopeTruth, type TestTruth } from './names.ts';
import type { ObservedBuild } from './observed-build.ts';

/** A flaky test, with its results in each job that ran it. */
export interface FlakyTestTruth {
  readonly id: string;
  readonly test: TestTruth;
  /** Probability that an attempt fails. */
  readonly probability: number;
  readonly scope: ScopeTruth;
  readonly failure_template: string;
  /** Results as the reports show them; a build fails a test when the last attempt does. */
  readonly jobs: readonly {
    readonly job: string;
    readonly builds: number;
    readonly failed_builds: number;
    /** Builds with a failed attempt followed by a passed one. */
    readonly flaky_builds: number;
  }[];
}

type Counts = {
  -readonly [K in keyof FlakyTestTruth['jobs'][number]]: FlakyTestTruth['jobs'][number][K];
};

/** Counts the results of the flaky tests by job. */
export class FlakyTestRecorder {
  readonly #flakes: readonly FlakyTest[];
  readonly #counts = new Map<string, Counts>();

  constructor(flakes: readonly FlakyTest[]) {
    this.#flakes = flakes;
  }

  addBuild({ build, attempts }: ObservedBuild): void {
    const { job } = build.run;
    for (const { id, test, scope } of this.#flakes) {
      const own = attempts.get(test.name);
      if (!scope.jobs.has(job) || own === undefined) continue;
      const counts = this.#countsOf(id, job.name);
      counts.builds++;
      if (own.at(-1)?.outcome !== 'passed') counts.failed_builds++;
      else if (own.length > 1) counts.flaky_builds++;
    }
  }

  truth(): readonly FlakyTestTruth[] {
    return this.#flakes.map(({ id, test, probability, scope, template }) => ({
      id,
      test: testTruth(test),
      probability,
      scope: scopeTruth(scope),
      failure_template: template.id,
      jobs: [...scope.jobs].flatMap(({ name }) => this.#counts.get(`${id}\0${name}`) ?? []),
    }));
  }

  #countsOf(id: string, job: string): Counts {
    const key = `${id}\0${job}`;
    const known = this.#counts.get(key) ?? { job, builds: 0, failed_builds: 0, flaky_builds: 0 };
    this.#counts.set(key, known);
    return known;
  }
}
