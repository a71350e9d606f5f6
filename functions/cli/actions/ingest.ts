import { DEFAULT_LIMITS, MIB, type ReadLimits } from '../../../shared/artifacts/limits.ts';
import type { PathStrategy } from '../../../shared/artifacts/path-strategy.ts';
import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { ingestSources } from '../ingest-sources.ts';
import { describeMissingRows, readMissingRows } from '../missing-rows.ts';
import type { CliPorts } from '../ports.ts';

/** Options of the command `ingest`. */
export interface IngestCommandOptions {
  readonly warehouse: WarehouseLocation;
  readonly bucket?: string;
  readonly credentials?: boolean;
  readonly again?: boolean;
  readonly mix: boolean;
  readonly keepSkips?: boolean;
  readonly quiet?: boolean;
  readonly maxObjectMib?: number;
  readonly maxRows?: number;
  readonly maxWait?: number;
  readonly pathStrategy: PathStrategy['kind'];
  readonly defaultRepo: string;
}

interface NamedOptions extends IngestCommandOptions {
  /** Whether the user named the warehouse or the bucket. */
  readonly isNamed: boolean;
}

/** Ingests sources and returns whether all objects could be collected, and no rows are missing. */
export async function runIngest(
  ports: CliPorts,
  written: readonly string[],
  options: NamedOptions,
): Promise<boolean> {
  const sources = await Promise.all(
    written.map(parseSourceLocation).map((location) => ports.openSource(location, options)),
  );
  const request = {
    sources,
    location: options.warehouse,
    settings: settingsOf(options),
    again: options.again ?? false,
    mix: options.mix,
    isNamed: options.isNamed,
    quiet: options.quiet ?? false,
  };
  return await ingestSources(ports, request, async (warehouse) => {
    for (const sentence of describeMissingRows(await readMissingRows(warehouse))) {
      ports.terminal.err(`${writtenWarehouse(options.warehouse)}: ${sentence}\n`);
    }
  });
}

function settingsOf(options: IngestCommandOptions) {
  const { pathStrategy, defaultRepo, keepSkips = false } = options;
  const [org = '', repo = ''] = defaultRepo.split('/');
  return {
    pathStrategy: { kind: pathStrategy, defaultOrg: org, defaultRepo: repo },
    keepSkips,
    limits: limitsOf(options),
  };
}

function limitsOf({ maxObjectMib, maxRows, maxWait }: IngestCommandOptions): ReadLimits {
  const { objectBytes, unpackedBytes, rows, waitSeconds } = DEFAULT_LIMITS;
  const bytes = maxObjectMib === undefined ? undefined : maxObjectMib * MIB;
  return {
    objectBytes: bytes ?? objectBytes,
    unpackedBytes: bytes ?? unpackedBytes,
    rows: maxRows ?? rows,
    waitSeconds: maxWait ?? waitSeconds,
  };
}
