import { UnreadableArtifactError } from '../../../errors.ts';
import {
  JsonMembers,
  type MemberReceiver,
  type Treatment,
} from '../../syntax/json/json-members.ts';
import type { Warnings } from '../../syntax/warnings.ts';
import { untilDamage, type CoverageDamage, type ReadReport } from '../format-reader.ts';
import { CoveragePy } from './coverage-py.ts';
import { IstanbulSummary } from './istanbul-summary.ts';
import { Istanbul } from './istanbul.ts';
import type { JsonFormat } from './json-format.ts';
import { Llvm } from './llvm.ts';
import { beginningOf } from '../../../domain/shortened.ts';

/** Paths of the objects and lists whose members are read one by one; `*` stands for any member. */
const ENTERED = new Set(['', 'files', 'data', 'data/*', 'data/*/files']);
/** A list of LLVM that is larger than all others together, and not needed. */
const SKIPPED = 'data/*/functions';

/** Finds out the format of a report by its first member, and passes the members on to the reader of the format. */
class JsonReport implements MemberReceiver {
  format: JsonFormat | undefined;
  hasMembers = false;
  readonly #warnings: Warnings;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  treatmentOf(path: readonly string[]): Treatment {
    this.hasMembers ||= path.length > 0;
    const place = path.map((name, i) => (i % 2 === 1 ? '*' : name)).join('/');
    if (place === SKIPPED) return 'skip';
    return ENTERED.has(place) ? 'enter' : 'take';
  }

  member(path: readonly string[], value: unknown): void {
    if (this.format === undefined) {
      const formats = [
        new Istanbul(this.#warnings),
        new IstanbulSummary(),
        new CoveragePy(),
        new Llvm(),
      ];
      this.format = formats.find((format) => format.add(path, value));
      if (this.format === undefined) {
        throw new UnreadableArtifactError(
          `JSON of no known format of coverage: ${beginningOf(path.join('.'), 200)}`,
        );
      }
    } else if (!this.format.add(path, value)) {
      this.#warnings.add('a member that is not of the format was passed over');
    }
  }
}

/**
 * Reads a report in one of the JSON formats. An empty object is a report of Istanbul about no files.
 *
 * @throws UnreadableArtifactError if the document is in no known format, or damaged before its first member has ended
 */
export async function readJsonReport(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
): Promise<ReadReport> {
  const report = new JsonReport(warnings);
  const damage = await readMembers(bytes, report);
  if (damage !== undefined && report.format === undefined) {
    throw new UnreadableArtifactError(damage.reason);
  }
  const { format, files } = report.format ?? new Istanbul(warnings);
  if (report.hasMembers && files.size === 0 && files.statedTotals === undefined) {
    throw new UnreadableArtifactError('JSON of no known format of coverage: it has no files');
  }
  return { format, files, damage };
}

async function readMembers(
  bytes: AsyncIterable<Uint8Array>,
  report: JsonReport,
): Promise<CoverageDamage | undefined> {
  const members = new JsonMembers(report);
  const read = async (): Promise<void> => {
    for await (const piece of bytes) members.push(piece);
    members.end();
  };
  return await untilDamage(read, () => members.byteOffset);
}
