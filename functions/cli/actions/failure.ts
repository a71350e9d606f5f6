import { z } from 'zod';
import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { UsageError } from '../../../shared/errors.ts';
import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { failureEvidence } from '../../dashboard/failure-evidence.ts';
import { failureQuery, VERDICTS } from '../../dashboard/failure-query.ts';
import { parseFailureTarget, type FailureTarget } from '../../dashboard/failure-target.ts';
import { writeResult } from '../format/format.ts';
import type { CsvFormulas, Format } from '../options.ts';
import type { CliPorts } from '../ports.ts';
import { printState } from '../warehouse-state.ts';
import { withReader } from '../with-reader.ts';

/** Options of the command `failure`. */
export interface FailureOptions {
  readonly warehouse: WarehouseLocation;
  readonly format: Format;
  readonly csvFormulas: CsvFormulas;
}

/** Longest cell of a table, in characters: URLs are not cut off. */
const CELL_LENGTH = 200;

const count = z.coerce.number();

const failureSchema = z.object({
  job: z.string(),
  build_id: z.string(),
  job_type: z.string().nullable(),
  build_outcome: z.string().nullable(),
  failed_phase: z.string().nullable(),
  death_cause: z.string().nullable(),
  build_url: z.string().nullable(),
  test_name: z.string().nullable(),
  verdict: z.enum(VERDICTS).nullable(),
  is_infra_failure: z.boolean().nullable(),
  base_failures: count.nullable(),
  other_pull_request_failures: count.nullable(),
  flake_rate: z.number().nullable(),
  outage_dimension: z.string().nullable(),
  outage_value: z.string().nullable(),
  outage_started_at: z.string().nullable(),
  proof_outcome: z.string().nullable(),
  proof_job: z.string().nullable(),
  proof_build_id: z.string().nullable(),
  proof_url: z.string().nullable(),
  message: z.string().nullable(),
});

/** A build with one of its failed test cases; with none if no test case failed. */
type Failure = z.infer<typeof failureSchema>;

/**
 * Prints the failed test cases of a build or pull request with their verdicts, and a summary to standard error.
 *
 * @throws UsageError if the warehouse has no such build
 */
export async function printFailure(
  ports: CliPorts,
  written: string,
  { warehouse, ...output }: FailureOptions,
): Promise<void> {
  const target = parseFailureTarget(written);
  await withReader(ports, warehouse, async (reader) => {
    await printState(ports, reader, writtenWarehouse(warehouse));
    const builds = await readFailures(reader, target);
    if (builds.length === 0) throw unknownBuild(written, warehouse);
    const rows = builds.filter(({ verdict }) => verdict !== null).map(printed);
    const columns = ['verdict', 'test', 'job', 'build', 'because', 'proof', 'message'];
    if (rows.length > 0) {
      const shown = { ...output, maxCellLength: CELL_LENGTH };
      await writeResult(ports.terminal, { columns, rows }, shown);
    }
    for (const line of summary(written, builds)) ports.terminal.err(`${line}\n`);
  });
}

async function readFailures(
  warehouse: WarehouseReader,
  target: FailureTarget,
): Promise<readonly Failure[]> {
  const { sql, parameters } = failureQuery(target);
  const { rows } = await warehouse.query(
    `${sql} ORDER BY builds.job, builds.build_id, failures.test_name`,
    parameters,
  );
  const place = ({ verdict }: Failure): number => VERDICTS.findIndex((one) => one === verdict);
  return z
    .array(failureSchema)
    .parse(rows)
    .sort((a, b) => place(a) - place(b));
}

function unknownBuild(written: string, warehouse: WarehouseLocation): UsageError {
  return new UsageError(
    `${writtenWarehouse(warehouse)} has no build of ${written} that started in its last 28 days; ` +
      '`ci-signal ingest` reads builds, and `ci-signal query recent_builds` lists them',
  );
}

function printed(failure: Failure) {
  return {
    verdict: failure.verdict,
    test: failure.test_name,
    job: failure.job,
    build: failure.build_id,
    because: failureEvidence(failure),
    proof: failure.proof_url ?? failure.proof_build_id,
    message: failure.message,
  };
}

/** Returns what the rows do not say: their number by verdict, and builds without failed test cases. */
function summary(written: string, failures: readonly Failure[]): readonly string[] {
  const found = VERDICTS.map((verdict) => ({
    verdict,
    tests: failures.filter((failure) => failure.verdict === verdict).length,
  })).filter(({ tests }) => tests > 0);
  const counted = found.map(({ verdict, tests }) => `${tests} ${verdict}`).join(', ');
  const silent = failures.filter(({ verdict }) => verdict === null).map(withoutVerdict);
  return [...(counted === '' ? [] : [`${written}: failed test cases: ${counted}`]), ...silent];
}

function withoutVerdict(build: Failure): string {
  const name = `build ${build.build_id} of ${build.job}`;
  if (build.build_outcome === 'passed') return `${name} passed`;
  if (build.build_outcome !== 'failed' && build.build_outcome !== 'errored') {
    return `${name} is ${build.build_outcome ?? 'known from its reports alone'}`;
  }
  if (build.job_type !== 'presubmit') {
    return `${name} tests no pull request: \`ci-signal query test_changepoints\` tells since when its tests fail`;
  }
  const phase = build.failed_phase === null ? '' : ` in phase ${build.failed_phase}`;
  const cause = build.death_cause === null ? '' : `, cause ${build.death_cause}`;
  return `${name} failed${phase}${cause} without a failed test case`;
}
