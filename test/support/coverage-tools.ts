import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import type { Unit } from '../../shared/artifacts/coverage/counts/totals.ts';
import { objects, run } from '../integration/cli/run.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/coverage-tools/', import.meta.url));

/**
 * Returns `describe` if commands are on the PATH; otherwise it prints a warning and returns `describe.skip`, also in `.ci/run`,
 * which says itself which tools could not be installed.
 */
export function describeTools(
  ...commands: readonly string[]
): typeof describe | typeof describe.skip {
  const missing = commands.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status);
  if (missing.length === 0) return describe;
  console.warn(`skipped: no ${missing.join(', ')} on the PATH; see .ci/install-coverage-tools`);
  return describe.skip;
}

/** A copy of a sample program, in which tools run. */
export interface SampleProgram {
  readonly folder: string;
  readonly path: (name: string) => string;
  /** Runs a command in the folder, and returns its output. */
  readonly exec: (command: string, ...args: readonly string[]) => string;
  readonly remove: () => void;
}

/** Copies a sample program of `test/fixtures/coverage-tools` to a temporary folder. */
export function copyProgram(name: string): SampleProgram {
  const folder = mkdtempSync(join(tmpdir(), 'ci-signal-coverage-tools-'));
  cpSync(join(FIXTURES, name), folder, { recursive: true });
  return {
    folder,
    path: (file) => join(folder, file),
    exec: (command, ...args) => execute(folder, command, args),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

function execute(cwd: string, command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`);
}

/** Counts by unit, such as `12/20`. */
export type CountTexts = Readonly<Partial<Record<Unit, string>>>;

/** Returns what `ci-signal coverage` prints for reports: counts by unit, by file, and for all files as `TOTAL`. */
export async function printedCoverage(
  units: readonly Unit[],
  ...reports: readonly string[]
): Promise<Readonly<Record<string, CountTexts>>> {
  const { code, stdout, stderr } = await run('coverage', ...reports, '--format', 'ndjson');
  if (code !== 0) throw new Error(stderr);
  return Object.fromEntries(
    objects(stdout).map((row) => [
      String(row['file']),
      Object.fromEntries(
        units.map((unit) => [unit, [row[`${unit}_covered`], row[`${unit}_total`]].join('/')]),
      ),
    ]),
  );
}

/** Options of lcov 1 with which it counts branches. */
export const LCOV_BRANCHES = ['--rc', 'lcov_branch_coverage=1'];

/** Returns the counts that `lcov --summary` prints. */
export function lcovSummary(program: SampleProgram, trace: string): CountTexts {
  const text = program.exec('lcov', '--summary', trace, ...LCOV_BRANCHES);
  const counts = (['lines', 'branches', 'functions'] as const).map((unit) => {
    const pattern = new RegExp(`${unit}\\.+: .*\\((\\d+) of (\\d+) `);
    const [, covered = '0', total = '0'] = pattern.exec(text) ?? [];
    return [unit, `${covered}/${total}`] as const;
  });
  return Object.fromEntries(counts);
}
