import type { Upload } from '../artifacts/upload.ts';
import type { NumberedBuild } from '../builds/build.ts';
import { markerUploads, type MarkerHistory } from '../history/markers.ts';
import type { World } from '../world.ts';
import { buildTruth, jobsTruth, type BuildTruth } from './builds.ts';
import { CoverageDropRecorder } from './coverage.ts';
import { failedTests, FailureTemplateRecorder, type FailedTestTruth } from './failures.ts';
import { FlakyTestRecorder } from './flakes.ts';
import { leaseTruth, type LeaseTruth } from './leases.ts';
import { markersTruth } from './markers.ts';
import { commitTruth } from './names.ts';
import { NeverPassedRecorder } from './never-passed.ts';
import { ObjectRecorder } from './objects.ts';
import { observeBuild } from './observed-build.ts';
import { OutageRecorder } from './outages.ts';
import { RegressionRecorder } from './regressions.ts';
import { RetryRecorder } from './retries.ts';
import { SkippedTestRecorder } from './skips.ts';
import { stoppedJobsTruth } from './stopped-jobs.ts';
import { TotalsRecorder } from './totals.ts';
import type { Truth } from './truth.ts';

/** Records the truth about a simulation, build by build. */
export class TruthRecorder {
  readonly #world: World;
  readonly #totals = new TotalsRecorder();
  readonly #flakes: FlakyTestRecorder;
  readonly #regressions: RegressionRecorder;
  readonly #neverPassed: NeverPassedRecorder;
  readonly #outages: OutageRecorder;
  readonly #coverageDrops: CoverageDropRecorder;
  readonly #retries = new RetryRecorder();
  readonly #objects = new ObjectRecorder();
  readonly #skips = new SkippedTestRecorder();
  readonly #templates = new FailureTemplateRecorder();
  readonly #failedTests: FailedTestTruth[] = [];
  readonly #leases: LeaseTruth[] = [];
  readonly #builds: BuildTruth[] = [];
  #markers: readonly MarkerHistory[] = [];

  constructor(world: World) {
    this.#world = world;
    const { flakes, regressions, outages, neverPassed, coverageDrops } = world.faults;
    this.#flakes = new FlakyTestRecorder(flakes);
    this.#regressions = new RegressionRecorder(regressions);
    this.#neverPassed = new NeverPassedRecorder(neverPassed);
    this.#outages = new OutageRecorder(outages);
    this.#coverageDrops = new CoverageDropRecorder(coverageDrops);
  }

  /** Records a build with all its uploads. */
  addBuild(build: NumberedBuild, uploads: readonly Upload[]): void {
    const observed = observeBuild(build, uploads);
    const recorders = [
      this.#totals,
      this.#flakes,
      this.#regressions,
      this.#neverPassed,
      this.#outages,
      this.#coverageDrops,
      this.#retries,
      this.#objects,
      this.#skips,
      this.#templates,
    ];
    for (const recorder of recorders) recorder.addBuild(observed);
    this.#failedTests.push(...failedTests(observed));
    this.#leases.push(...leaseTruth(this.#world, observed));
    this.#builds.push(buildTruth(observed));
  }

  /** Records the histories of all version markers, once, after the last build. */
  addMarkers(markers: readonly MarkerHistory[]): void {
    this.#markers = markers;
    this.#totals.addShared(markerUploads(markers));
  }

  /** Returns the truth about everything recorded so far; the order of its fields is that of `truth.json`. */
  truth(): Truth {
    const { settings, window, commits, jobs } = this.#world;
    return {
      version: 1,
      seed: settings.seed,
      start_date: new Date(window.start).toISOString().slice(0, 10),
      end_date: settings.endDate,
      scale: settings.scale,
      totals: this.#totals.truth(),
      jobs: jobsTruth(jobs, this.#builds),
      commits: [...commits.branches.values()].flatMap((branch) => branch.map(commitTruth)),
      flaky_tests: this.#flakes.truth(),
      regressions: this.#regressions.regressions(),
      recoveries: this.#regressions.recoveries(),
      never_passed: this.#neverPassed.truth(),
      outages: this.#outages.truth(),
      failed_tests: this.#failedTests,
      ...this.#retries.truth(),
      ...this.#objects.truth(),
      skipped_tests: this.#skips.truth(),
      leases: this.#leases,
      ...markersTruth(this.#markers),
      failure_templates: this.#templates.truth(),
      coverage_drops: this.#coverageDrops.truth(),
      stopped_jobs: stoppedJobsTruth(this.#world.faults.calendars.stopped),
      builds: this.#builds,
    };
  }
}
