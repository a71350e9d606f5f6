import { createReadStream, existsSync, globSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { coverageKind } from '../../shared/artifacts/coverage/kind.ts';
import { COVERAGE_NAMES } from '../../shared/artifacts/coverage/names.ts';
import { JUNIT_NAMES } from '../../shared/artifacts/junit/names.ts';
import { gunzip } from '../../shared/artifacts/syntax/bytes/gunzip.ts';
import { peek } from '../../shared/artifacts/syntax/bytes/peek.ts';
import { UsageError } from '../../shared/errors.ts';

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
  return below
    .filter((name) => statSync(join(path, name)).isFile())
    .toSorted()
    .map((name) => [join(path, name), name]);
}

async function reportName(file: string, name: string): Promise<string | undefined> {
  if (COVERAGE_NAMES.matchesObject(name) || JUNIT_NAMES.matchesObject(name)) return name;
  if (!XML.test(name)) return undefined;
  const head = await headOf(file);
  const [folder, last] = [dirname(name), basename(name)];
  if (coverageKind.matchesHead?.(head) === true)
    return join(folder, last.replace(XML, '.coverage$&'));
  return SUITES.test(Buffer.from(head).toString('latin1'))
    ? join(folder, `junit_${last}`)
    : undefined;
}

async function headOf(file: string): Promise<Uint8Array> {
  const stream = createReadStream(file);
  try {
    return (await peek(gunzip(stream), HEAD_BYTES)).head;
  } finally {
    stream.destroy();
  }
}
