import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { expatSeconds } from '../expat.ts';
import { figure, median, type Figure } from '../figure.ts';
import { COVERAGE_INPUTS, writeCoverageInput, type CoverageInput } from './coverage-inputs.ts';
import { goParserSeconds } from './go-profile-parser.ts';

const PASSES_SCRIPT = fileURLToPath(new URL('coverage-passes.ts', import.meta.url));

const passesSchema = z.object({
  files: z.number().min(1),
  readings: z.array(z.number()),
  references: z.array(z.number()),
});

/** A program beside which the reader of a format is measured. */
interface Reference {
  readonly name: string;
  /** What runs in the process of the reader. */
  readonly inProcess?: string;
  readonly seconds?: (file: string, passes: number) => Promise<readonly number[]>;
}

/** What is measured. */
export interface CoverageBenchmark {
  /** Size of the made-up reports as a multiple of their usual one. */
  readonly scale: number;
  readonly passes: number;
}

/**
 * Measures how fast coverage reports are read, in megabytes per second of CPU time: beside the parser of `go tool cover`,
 * expat without handlers and JSON.parse, and LCOV beside splitting the text into lines. A reference that is not installed is
 * left out.
 */
export async function* measureCoverage({
  scale,
  passes,
}: CoverageBenchmark): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
  const references: Readonly<Record<CoverageInput, Reference>> = {
    go: {
      name: 'go tool cover',
      seconds: (file, count) => goParserSeconds(file, count, join(folder, 'go')),
    },
    lcov: { name: 'splitting into lines', inProcess: 'lines' },
    cobertura: { name: 'expat', seconds: expatSeconds },
    istanbul: { name: 'JSON.parse', inProcess: 'json' },
  };
  try {
    for (const input of Object.keys(COVERAGE_INPUTS) as CoverageInput[]) {
      const { megabytes, ending } = COVERAGE_INPUTS[input];
      const file = join(folder, `${input}${ending}`);
      await writeCoverageInput(input, megabytes * scale, file);
      yield* measureFile(file, passes, { input, reference: references[input] });
      rmSync(file);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function* measureFile(
  file: string,
  passes: number,
  { input, reference }: { readonly input: CoverageInput; readonly reference: Reference },
): AsyncGenerator<Figure> {
  const args = [PASSES_SCRIPT, reference.inProcess ?? 'none', file, String(passes)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const measured = passesSchema.parse(JSON.parse(stdout));
  const others = (await reference.seconds?.(file, passes)) ?? measured.references;
  if (others.length === 0) return;
  const megabytes = statSync(file).size / 1e6;
  yield figure({
    name: `${input} beside ${reference.name}`,
    today: megabytes / median(measured.readings),
    reference: megabytes / median(others),
    unit: 'MB/s',
  });
}
