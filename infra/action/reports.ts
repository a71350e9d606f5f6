import { createReadStream, existsSync, globSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { coverageKind } from '../../shared/artifacts/coverage/kind.ts';
import { COVERAGE_NAMES } from '../../shared/artifacts/coverage/names.ts';
import { JUNIT_NAMES } from '../../shared/artifacts/junit/names.ts';
import { gunzip } from '../../shared/artifacts/syntax/bytes/gunzip.ts';
import { peek } from '../../shared/artifacts/syntax/bytes/peek.ts';
import { UnreadableArtifactError, UsageError } from '../../shared/errors.ts';

/** A report, and its name among the artifacts of the build. */
export interface FoundReport {
  readonly file: string;
  readonly name: string;
}

/** Bytes by which reports are told from other files. */
const HEAD_BYTES = 4096;

const SUITES = /<testsuites?[\s>]/;
const XML = /\.xml(?:\.gz)?$/;

/**
 * Finds reports in files and folders. XML files that are reports by their content get a name by which `collect` knows them, since
 * in builds of Prow the name decides.
 *
 * @throws UsageError if one of the paths does not exist
 */
export async function findReports(paths: readonly string[]): Promise<readonly FoundReport[]> {
  const reports: FoundReport[] = [];
  for (const [index, path] of paths.entries()) {
    // Files of the same name in two folders stay apart.
    const place = paths.length === 1 ? 'artifacts' : `artifacts/${index + 1}`;
    for (const [file, below] of filesOf(path)) {
      const name = await reportName(file, join(place, below));
      if (name !== undefined) reports.push({ file, name });
    }
  }
  return reports;
}

function filesOf(path: string): readonly (readonly [file: string, below: string])[] {
  if (!existsSync(path))
    throw new UsageError(`the input results names ${path}, which does not exist`);
  if (!statSync(path).isDirectory()) return [[path, basename(path)]];
  const below = globSync('**/*', { cwd: path, exclude: ['**/node_modules', '**/.git'] });
  return (
    below
      // A link that leads nowhere is no report.
      .filter((name) => statSync(join(path, name), { throwIfNoEntry: false })?.isFile() === true)
      .toSorted()
      .map((name) => [join(path, name), name])
  );
}

async function reportName(file: string, name: string): Promise<string | undefined> {
  if (COVERAGE_NAMES.matchesObject(name) || JUNIT_NAMES.matchesObject(name)) return name;
  if (!XML.test(name)) return undefined;
  const [folder, last] = [dirname(name), basename(name)];
  const head = await headOf(file);
  // The ledger tells why it cannot be read.
  if (head === undefined) return join(folder, `junit_${last}`);
  if (coverageKind.matchesHead?.(head) === true)
    return join(folder, last.replace(XML, '.coverage$&'));
  return SUITES.test(Buffer.from(head).toString('latin1'))
    ? join(folder, `junit_${last}`)
    : undefined;
}

/** Returns the first bytes of a file, unpacked; `undefined` if it cannot be unpacked. */
async function headOf(file: string): Promise<Uint8Array | undefined> {
  const stream = createReadStream(file);
  try {
    return (await peek(gunzip(stream), HEAD_BYTES)).head;
  } catch (error) {
    if (!(error instanceof UnreadableArtifactError)) throw error;
    return undefined;
  } finally {
    stream.destroy();
  }
}
