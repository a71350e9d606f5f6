import type { Upload } from '../artifacts/upload.ts';
import type { ObservedBuild } from './observed-build.ts';

/** The part of the truth about objects that are damaged, late, rewritten or otherwise unusual. */
export interface ObjectsTruth {
  /** `finished.json` that said `ABORTED` before the final result overwrote it. */
  readonly overwritten_aborts: readonly string[];
  /** Objects of builds that were written more than once, with the number of versions; `latest-build.txt` is not listed. */
  readonly rewritten_objects: readonly { readonly name: string; readonly versions: number }[];
  readonly late_objects: readonly { readonly name: string; readonly late_seconds: number }[];
  readonly truncated_reports: readonly { readonly name: string; readonly complete_cases: number }[];
  /** Reports without a byte: a signal ended the program that was to write them. */
  readonly empty_reports: readonly string[];
  readonly gzip_objects: readonly string[];
  /** Reports with characters that XML does not allow. */
  readonly control_character_reports: readonly string[];
  /** `finished.json` that crier wrote. */
  readonly crier_finished: readonly string[];
}

type Lists = { [K in keyof ObjectsTruth]: ObjectsTruth[K][number][] };

/** Records the unusual objects. */
export class ObjectRecorder {
  readonly #lists: Lists = {
    overwritten_aborts: [],
    rewritten_objects: [],
    late_objects: [],
    truncated_reports: [],
    empty_reports: [],
    gzip_objects: [],
    control_character_reports: [],
    crier_finished: [],
  };

  addBuild({ build, uploads, last }: ObservedBuild): void {
    const versions = Map.groupBy(uploads, ({ name }) => name);
    for (const upload of last.values()) {
      this.#addVersions(upload, versions.get(upload.name) ?? []);
      this.#addObject(upload);
      const { ending } = build;
      const isOfCrier = ending.kind === 'died' && ending.eviction === 'crier_finished';
      if (upload.kind === 'finished' && isOfCrier) this.#lists.crier_finished.push(upload.name);
    }
  }

  truth(): ObjectsTruth {
    return this.#lists;
  }

  #addVersions({ name, kind, outcome }: Upload, all: readonly Upload[]): void {
    if (all.length > 1) this.#lists.rewritten_objects.push({ name, versions: all.length });
    const wasAborted = kind === 'finished' && all.some((version) => version.outcome === 'aborted');
    if (wasAborted && outcome !== 'aborted') this.#lists.overwritten_aborts.push(name);
  }

  #addObject({ name, kind, body, report, lateSeconds }: Upload): void {
    if (lateSeconds !== undefined) {
      this.#lists.late_objects.push({ name, late_seconds: lateSeconds });
    }
    if (typeof body !== 'string') this.#lists.gzip_objects.push(name);
    if (report === undefined) {
      if (kind === 'junit') this.#lists.empty_reports.push(name);
      return;
    }
    if (report.isTruncated) {
      this.#lists.truncated_reports.push({ name, complete_cases: report.cases.length });
    }
    if (report.cases.some(({ failure }) => failure?.hasControlCharacters === true)) {
      this.#lists.control_character_reports.push(name);
    }
  }
}
