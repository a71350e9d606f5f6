import { RUNNER_SUITE } from '../artifacts/runner-report.ts';
import type { Upload, UploadedReport } from '../artifacts/upload.ts';
import type { ObservedBuild } from './observed-build.ts';
import type { TotalsTruth } from './truth.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts what a loader has to count. */
export class TotalsRecorder {
  readonly #builds = { total: 0, passed: 0, failed: 0, aborted: 0, errored: 0, running: 0 };
  readonly #attempts: Mutable<TotalsTruth['attempts']> = {
    total: 0,
    passed: 0,
    failed: 0,
    errored: 0,
    skipped: 0,
    skipped_without_reason: 0,
  };
  readonly #reports = { total: 0, truncated: 0 };
  readonly #objects: Mutable<TotalsTruth['objects']> = {
    total: 0,
    started: 0,
    finished: 0,
    prowjob: 0,
    podinfo: 0,
    clone_records: 0,
    junit: 0,
    build_log: 0,
    build_alias: 0,
    latest_build: 0,
    version_marker: 0,
    irrelevant: 0,
  };
  /** Sizes of the objects that builds share. */
  readonly #shared = new Map<string, number>();
  #notStarted = 0;
  #runnerAttempts = 0;
  #versions = 0;
  #bytes = 0;

  add({ outcome, uploads, last }: ObservedBuild): void {
    if (outcome === undefined) this.#notStarted++;
    else {
      this.#builds.total++;
      this.#builds[outcome]++;
    }
    this.#versions += uploads.length;
    for (const upload of last.values()) this.#addObject(upload);
  }

  /** Counts objects that belong to no build; the last version of each is the one that is there. */
  addShared(uploads: readonly Upload[]): void {
    this.#versions += uploads.length;
    for (const upload of new Map(uploads.map((one) => [one.name, one])).values()) {
      this.#addObject(upload);
    }
  }

  get(): TotalsTruth {
    return {
      builds: this.#builds,
      builds_not_started: this.#notStarted,
      attempts: this.#attempts,
      runner_attempts: this.#runnerAttempts,
      reports: this.#reports,
      objects: this.#objects,
      object_versions: this.#versions,
      object_bytes: this.#bytes,
    };
  }

  #addObject({ name, body, kind, report }: Upload): void {
    const size = Buffer.byteLength(body);
    const known = kind === 'latest_build' ? this.#shared.get(name) : undefined;
    if (kind === 'latest_build') this.#shared.set(name, size);
    this.#bytes += size - (known ?? 0);
    if (known !== undefined) return;
    this.#objects.total++;
    this.#objects[kind]++;
    if (report !== undefined) this.#addReport(report);
  }

  #addReport({ suite, cases, isTruncated }: UploadedReport): void {
    this.#reports.total++;
    if (isTruncated) this.#reports.truncated++;
    if (suite === RUNNER_SUITE) this.#runnerAttempts += cases.length;
    this.#attempts.total += cases.length;
    for (const { outcome, skipReason } of cases) {
      this.#attempts[outcome]++;
      if (outcome === 'skipped' && skipReason === undefined)
        this.#attempts.skipped_without_reason++;
    }
  }
}
