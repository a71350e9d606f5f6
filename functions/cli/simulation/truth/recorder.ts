import { hasAcquiredLease, isLeaseReleased } from '../artifacts/build-log.ts';
import { buildPath } from '../artifacts/paths.ts';
import type { Upload } from '../artifacts/upload.ts';
import type { Build } from '../builds/build.ts';
import { type MarkerHistory, markerUploads } from '../history/markers.ts';
import type { NumberedRun } from '../history/run.ts';
import type { World } from '../world.ts';
import { buildTruth } from './builds.ts';
import { FailureTemplateRecorder, failedTests } from './failures.ts';
import { FlakyTestRecorder } from './flakes.ts';
import { InfrastructureTally } from './infrastructure.ts';
import { markersTruth } from './markers.ts';
import { commitTruth } from './names.ts';
import { ObjectRecorder } from './objects.ts';
import { hasEnded, observeBuild } from './observed-build.ts';
import { RegressionRecorder } from './regressions.ts';
import { RetryRecorder } from './retries.ts';
import { SkippedTestRecorder } from './skips.ts';
import { TotalsRecorder } from './totals.ts';
import type { BuildTruth, FailedTestTruth, JobTruth, LeaseTruth, Truth } from './truth.ts';

/** Writes down the truth about each build as it goes by. */
export class TruthRecorder {
  readonly #world: World;
  readonly #totals = new TotalsRecorder();
  readonly #flakes: FlakyTestRecorder;
  readonly #regressions: RegressionRecorder;
  readonly #infrastructure: InfrastructureTally;
  readonly #objects = new ObjectRecorder();
  readonly #retries = new RetryRecorder();
  readonly #skips = new SkippedTestRecorder();
  readonly #templates = new FailureTemplateRecorder();
  readonly #builds: BuildTruth[] = [];
  readonly #failedTests: FailedTestTruth[] = [];
  readonly #leases: LeaseTruth[] = [];
  #markers: readonly MarkerHistory[] = [];

  constructor(world: World) {
    this.#world = world;
    const { flakes, regressions, outages, neverPassed } = world.faults;
    this.#flakes = new FlakyTestRecorder(flakes);
    this.#regressions = new RegressionRecorder(regressions);
    this.#infrastructure = new InfrastructureTally(outages, neverPassed);
  }

  /** Takes note of a build and all that it uploaded. */
  add(build: Build<NumberedRun>, uploads: readonly Upload[]): void {
    const seen = observeBuild(build, uploads);
    const tallies = [
      this.#totals,
      this.#flakes,
      this.#regressions,
      this.#infrastructure,
      this.#objects,
      this.#retries,
      this.#skips,
      this.#templates,
    ];
    for (const tally of tallies) tally.add(seen);
    this.#builds.push(buildTruth(seen));
    this.#failedTests.push(...failedTests(seen));
    if (hasEnded(seen)) this.#addLease(build);
  }

  /** Takes note of the version markers, all of them at once. */
  addMarkers(markers: readonly MarkerHistory[]): void {
    this.#markers = markers;
    this.#totals.addShared(markerUploads(markers));
  }

  truth(): Truth {
    const { settings, window, commits } = this.#world;
    return {
      version: 1,
      seed: settings.seed,
      start_date: new Date(window.start).toISOString().slice(0, 10),
      end_date: settings.endDate,
      scale: settings.scale,
      totals: this.#totals.get(),
      jobs: this.#jobs(),
      commits: [...commits.branches.values()].flatMap((branch) => branch.map(commitTruth)),
      flaky_tests: this.#flakes.get(),
      regressions: this.#regressions.regressions(),
      recoveries: this.#regressions.recoveries(),
      never_passed: this.#infrastructure.neverPassed(),
      outages: this.#infrastructure.outages(),
      failed_tests: this.#failedTests,
      ...this.#retries.get(),
      ...this.#objects.get(),
      skipped_tests: this.#skips.get(),
      leases: this.#leases,
      ...markersTruth(this.#markers),
      failure_templates: this.#templates.get(),
      builds: this.#builds,
    };
  }

  #addLease(build: Build<NumberedRun>): void {
    const { lease } = build.place;
    if (lease === undefined || !hasAcquiredLease(build)) return;
    const is_released = isLeaseReleased(this.#world, build);
    this.#leases.push({ build_path: buildPath(build.run), ...lease, is_released });
  }

  #jobs(): readonly JobTruth[] {
    const builds = Map.groupBy(this.#builds, ({ job }) => job);
    return this.#world.jobs.map((job) => ({
      job: job.name,
      family: job.family,
      cloud: job.cloud,
      networking: job.networking,
      distro: job.distro,
      k8s_version: job.k8s_version,
      kops_version: job.kops_version,
      k8s_version_from: job.env['K8S_VERSION_A'] ?? null,
      kops_version_from: job.env['KOPS_VERSION_A'] ?? null,
      kops_branch: job.branch,
      cluster: job.cluster,
      runs_per_day: job.runsPerDay,
      builds: builds.get(job.name)?.length ?? 0,
    }));
  }
}
