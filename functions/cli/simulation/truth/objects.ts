import type { Upload } from '../artifacts/upload.ts';
import type { ObservedBuild } from './observed-build.ts';
import type { Truth } from './truth.ts';

type ObjectsTruth = Pick<
  Truth,
  | 'overwritten_aborts'
  | 'rewritten_objects'
  | 'late_objects'
  | 'truncated_reports'
  | 'gzip_objects'
  | 'control_character_reports'
  | 'crier_finished'
>;
type Lists = { [K in keyof ObjectsTruth]: ObjectsTruth[K][number][] };

/** Notes the objects that are not as a reader might expect them. */
export class ObjectRecorder {
  readonly #lists: Lists = {
    overwritten_aborts: [],
    rewritten_objects: [],
    late_objects: [],
    truncated_reports: [],
    gzip_objects: [],
    control_character_reports: [],
    crier_finished: [],
  };

  add({ build, uploads, last }: ObservedBuild): void {
    const versions = Map.groupBy(uploads, ({ name }) => name);
    for (const upload of last.values()) {
      this.#addVersions(upload, versions.get(upload.name) ?? []);
      this.#addObject(upload);
      const { ending } = build;
      const isOfCrier = ending.kind === 'died' && ending.eviction === 'crier_finished';
      if (upload.kind === 'finished' && isOfCrier) this.#lists.crier_finished.push(upload.name);
    }
  }

  get(): ObjectsTruth {
    return this.#lists;
  }

  #addVersions({ name, kind, outcome }: Upload, all: readonly Upload[]): void {
    if (all.length > 1) this.#lists.rewritten_objects.push({ name, versions: all.length });
    const wasAborted = kind === 'finished' && all.some((version) => version.outcome === 'aborted');
    if (wasAborted && outcome !== 'aborted') this.#lists.overwritten_aborts.push(name);
  }

  #addObject({ name, body, report, lateSeconds }: Upload): void {
    if (lateSeconds !== undefined) {
      this.#lists.late_objects.push({ name, late_seconds: lateSeconds });
    }
    if (typeof body !== 'string') this.#lists.gzip_objects.push(name);
    if (report === undefined) return;
    if (report.isTruncated) {
      this.#lists.truncated_reports.push({ name, complete_cases: report.cases.length });
    }
    if (report.cases.some(({ failure }) => failure?.hasControlCharacters === true)) {
      this.#lists.control_character_reports.push(name);
    }
  }
}
