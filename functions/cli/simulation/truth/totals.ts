import type { AttemptOutcome, BuildOutcome } from '../../../../shared/domain/outcome.ts';
import { RUNNER_SUITE } from '../artifacts/runner-report.ts';
import {
  UPLOAD_KINDS,
  type Upload,
  type UploadKind,
  type UploadedReport,
} from '../artifacts/upload.ts';
import type { ObservedBuild } from './observed-build.ts';

/** The counts that a loader must reproduce, over the last version of every object. */
export interface TotalsTruth {
  /** Builds that started or finished, by outcome. */
  readonly builds: Readonly<Record<BuildOutcome, number>> & { readonly total: number };
  /** Builds that have only a ProwJob; not counted in `builds`. */
  readonly builds_not_started: number;
  /** Attempts by outcome; `skipped` includes those without a reason. */
  readonly attempts: Readonly<Record<AttemptOutcome, number>> & {
    readonly total: number;
    readonly skipped_without_reason: number;
  };
  /** Attempts of kubetest2's phases (Build, Up, Test, Down), which `attempts` includes. */
  readonly runner_attempts: number;
  readonly reports: { readonly total: number; readonly truncated: number };
  /** Distinct object names by kind; `irrelevant` are all objects that the names exclude. */
  readonly objects: Readonly<Record<UploadKind, number>> & {
    readonly total: number;
  };
  /** Writes, rewrites included. */
  readonly object_versions: number;
  /** Stored size of the last versions. */
  readonly object_bytes: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function noObjects(): Record<UploadKind, number> {
  const counts = UPLOAD_KINDS.map((kind) => [kind, 0]);
  return Object.fromEntries(counts) as Record<UploadKind, number>;
}

/** Counts builds, attempts, reports and objects. */
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
  readonly #objects: Mutable<TotalsTruth['objects']> = { total: 0, ...noObjects() };
  /** Sizes of the objects that several builds write, by name. */
  readonly #shared = new Map<string, number>();
  #notStarted = 0;
  #runnerAttempts = 0;
  #versions = 0;
  #bytes = 0;

  addBuild({ outcome, uploads, last }: ObservedBuild): void {
    if (outcome === undefined) this.#notStarted++;
    else {
      this.#builds.total++;
      this.#builds[outcome]++;
    }
    this.#versions += uploads.length;
    for (const upload of last.values()) this.#addObject(upload);
  }

  /** Counts objects that belong to no build; of several versions the last one. */
  addShared(uploads: readonly Upload[]): void {
    this.#versions += uploads.length;
    for (const upload of new Map(uploads.map((one) => [one.name, one])).values()) {
      this.#addObject(upload);
    }
  }

  truth(): TotalsTruth {
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
