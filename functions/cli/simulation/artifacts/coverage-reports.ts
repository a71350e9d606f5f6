import type { NumberedBuild } from '../builds/build.ts';
import { COVERAGE_CATALOG } from '../catalog/coverage.ts';
import { existsAt, runsAt, type SourceCodeFile } from '../history/source-code.ts';
import { randomOf, type World } from '../world.ts';
import type { Random } from '../random.ts';
import type { SimulatedFile } from './upload.ts';

/** Lines of a block of code, and from the beginning of one to the next. */
const BLOCK_LINES = 3;
const NEXT_BLOCK = 4;

/** Returns the coverage reports of a build whose tests ran, if its job writes any. */
export function coverageFiles(
  world: World,
  build: NumberedBuild,
  at: number,
): readonly SimulatedFile[] {
  if (!COVERAGE_CATALOG.jobs.includes(build.run.job.name)) return [];
  const { ordinal } = build.underTest.kops;
  const random = randomOf(world, 'coverage', build.run);
  const { go, web } = COVERAGE_CATALOG;
  return [
    {
      kind: 'coverage',
      at,
      file: go.report,
      body: goProfile(world.sources.go, ordinal, random),
    },
    {
      kind: 'coverage',
      at,
      file: web.report,
      body: lcovTrace(world.sources.web, ordinal, random),
    },
  ];
}

/** Returns a profile in the form of `go test -coverprofile -covermode=atomic`. */
function goProfile(files: readonly SourceCodeFile[], ordinal: number, random: Random): string {
  const lines = files.flatMap(({ path, blocks }) =>
    blocks.flatMap((block, i) => {
      if (!existsAt(block, ordinal)) return [];
      const first = 10 + i * NEXT_BLOCK;
      const count = runsAt(block, ordinal, random) ? random.integer([1, 40]) : 0;
      const place = `${first}.34,${first + BLOCK_LINES - 1}.3`;
      return [`${COVERAGE_CATALOG.go.prefix}${path}:${place} ${block.statements} ${count}\n`];
    }),
  );
  return `mode: atomic\n${lines.join('')}`;
}

/** Returns a trace file in the form of Istanbul's reporter `lcovonly`, with one line for each statement. */
function lcovTrace(files: readonly SourceCodeFile[], ordinal: number, random: Random): string {
  return files
    .map(({ path, blocks }) => {
      const hits = blocks.flatMap((block, i) => {
        if (!existsAt(block, ordinal)) return [];
        const count = runsAt(block, ordinal, random) ? random.integer([1, 40]) : 0;
        return Array.from({ length: block.statements }, (_, k) => ({
          line: 10 + i * NEXT_BLOCK + k,
          count,
        }));
      });
      const covered = hits.filter(({ count }) => count > 0).length;
      const lines = hits.map(({ line, count }) => `DA:${line},${count}\n`).join('');
      const sums = `LF:${hits.length}\nLH:${covered}\n`;
      return `TN:\nSF:${COVERAGE_CATALOG.web.prefix}${path}\n${lines}${sums}end_of_record\n`;
    })
    .join('');
}
