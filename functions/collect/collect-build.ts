import type { BuildLocation } from '../../shared/domain/artifact.ts';
import { dateOf } from '../../shared/domain/build-start.ts';
import { publishRows } from './row-publisher.ts';
import { buildRow } from '../../shared/artifacts/prow/build-row.ts';
import { PARSER_VERSION } from '../../shared/domain/identity.ts';
import { ledgerRow, type Reading } from '../../shared/rows/ledger-row.ts';
import { buildDateOf } from './build-date.ts';
import type { CollectPorts } from './ports.ts';
import { readSiblings, recordsOf, type Sibling } from './build-files.ts';
import type { CollectSummary } from './summary.ts';

/**
 * Reads the files of a build's folder, all of them whichever changed, and publishes the build's row and what the
 * ledger has to know of each file.
 *
 * A build gets its row once it has started or finished: before, nothing says what date it belongs to.
 */
export async function collectBuild(
  ports: CollectPorts,
  bucket: string,
  build: BuildLocation,
): Promise<CollectSummary> {
  const siblings = await readSiblings(ports, { bucket, buildPath: build.buildPath });
  const [newest] = siblings
    .map(({ version }) => version.updatedAt)
    .sort()
    .reverse();
  if (newest === undefined) return [];
  const records = recordsOf(siblings);
  const hasRow = records.started !== undefined || records.finished !== undefined;
  const buildDate = buildDateOf(build, records) ?? dateOf(newest);
  if (hasRow) {
    const versions = siblings.map(({ version }) => version);
    const { dimensions } = ports.settings.policies;
    const row = buildRow({ build, buildDate, records, versions }, dimensions);
    await publishRows(ports.bus, 'builds', [row]);
  }
  const common = {
    build,
    parserVersion: PARSER_VERSION,
    buildDate,
    ingestedAt: new Date(ports.clock.now()).toISOString(),
  };
  const readings = siblings.map((sibling) => ({ ...common, ...readingOf(sibling, hasRow) }));
  await publishRows(ports.bus, 'ingested_objects', readings.map(ledgerRow));
  return readings.map(({ version, outcome, reason, rows }) => ({
    name: version.name,
    outcome,
    reason,
    rows,
  }));
}

/** What the ledger has to know of one file, but for what is the same for all of them. */
function readingOf(
  { kind, version, record, rejected }: Sibling,
  hasRow: boolean,
): Pick<Reading, 'kind' | 'version' | 'outcome' | 'reason' | 'warnings'> & {
  rows: { builds: number };
} {
  const about = { kind, version, warnings: record?.warnings ?? [] };
  if (record === undefined)
    return { ...about, outcome: 'rejected', reason: rejected, rows: { builds: 0 } };
  if (hasRow) return { ...about, outcome: 'parsed', rows: { builds: 1 } };
  return { ...about, outcome: 'ignored', reason: 'the build has not started', rows: { builds: 0 } };
}
