import { basename, join, resolve } from 'node:path';
import { DirectoryStore } from '../../shared/adapters/local/directory-store.ts';
import { InProcessBus } from '../../shared/adapters/local/in-process-bus.ts';
import { localFiles } from '../../shared/adapters/local/local-files.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import type { SourceLocation } from '../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../shared/config/warehouse-location.ts';
import { UsageError } from '../../shared/errors.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import type {
  CliPorts,
  OpenedReader,
  OpenedSource,
  SourceOptions,
  Terminal,
  Translator,
} from './ports.ts';
import { TRUTH_FILE } from './known-buckets.ts';

/** Returns the ports of the commands on this machine. */
export function createPorts(terminal: Terminal): CliPorts {
  return {
    terminal,
    files: localFiles,
    clock: systemClock,
    policies: async () => (await policyFiles()).readPolicies(),
    viewPolicyFiles: async () => (await policyFiles()).readViewPolicyFiles(),
    views: readViews,
    openSource,
    openWarehouse,
    requireWarehouse,
    openReader,
    openTranslator,
    createBus: () => new InProcessBus(),
  };
}

/** Imports the policies when they are needed, because a query needs none of their parsers. */
function policyFiles() {
  return import('../../shared/config/policies.ts');
}

async function openSource(
  location: SourceLocation,
  { bucket: bucketName, credentials = false }: SourceOptions = {},
): Promise<OpenedSource> {
  if (location.kind === 'gcs') {
    // Imported when it is needed, because loading the library takes longer than most commands.
    const { createCloudStorage } = await import('../../shared/adapters/google/cloud-storage.ts');
    const { bucket, prefix } = location;
    const store = createCloudStorage({ anonymous: !credentials });
    const written = `gs://${bucket}/${prefix}`;
    return { store, bucket, prefix, written, directory: undefined, isSimulated: false };
  }
  const path = resolve(location.path);
  if (!(await localFiles.isDirectory(path))) {
    throw new UsageError(`cannot read ${location.path}: it is not a directory`);
  }
  const bucket = bucketName ?? basename(path);
  const store = new DirectoryStore(new Map([[bucket, path]]));
  const isSimulated = await localFiles.exists(join(path, TRUTH_FILE));
  return { store, bucket, prefix: '', written: location.path, directory: path, isSimulated };
}

async function openWarehouse(location: WarehouseLocation): Promise<Warehouse> {
  if (location.kind === 'bigquery') {
    const { createBigQueryWarehouse } = await import('../../shared/adapters/bigquery/warehouse.ts');
    return createBigQueryWarehouse(location);
  }
  const { DuckDbWarehouse } = await import('../../shared/adapters/duckdb/warehouse.ts');
  const warehouse = await DuckDbWarehouse.open(location.path);
  const { refresh } = await import('../refresh/handler.ts');
  const views = readViews();
  await warehouse.deploy(views);
  // Roll-ups may be stale after an interrupted run, or when this version has other views.
  await refresh({ warehouse, views });
  return warehouse;
}

async function openReader(location: WarehouseLocation): Promise<OpenedReader> {
  if (location.kind === 'bigquery') {
    const { createBigQueryReader } = await import('../../shared/adapters/bigquery/warehouse.ts');
    return { reader: createBigQueryReader(location), notes: [] };
  }
  await requireWarehouse(location);
  const { DuckDbReader } = await import('../../shared/adapters/duckdb/reader.ts');
  const reader = await DuckDbReader.open(location.path);
  const notes: string[] = [];
  if (reader.isSnapshot) {
    notes.push(`another process writes ${location.path}: the answer is from a copy of this moment`);
  }
  if (!(await reader.hasViews(readViews()))) {
    notes.push(
      `${location.path} has the views of another version of ci-signal, which answer, or is being created; ` +
        '`ci-signal refresh` brings it up to date',
    );
  }
  return { reader, notes };
}

async function requireWarehouse(location: WarehouseLocation): Promise<void> {
  if (location.kind === 'bigquery' || (await localFiles.exists(location.path))) return;
  const others = (await localFiles.list('.')).filter((name) => name.endsWith('.duckdb'));
  const hint = others.length === 0 ? '' : `; in this directory there are: ${others.join(', ')}`;
  throw new UsageError(
    `there is no warehouse ${location.path}: pass the file that \`ci-signal start\` or ` +
      `\`ci-signal ingest\` has written, as --warehouse <file>${hint}`,
  );
}

/** Imports the translator when it is needed, because loading it takes long. */
async function openTranslator(): Promise<Translator> {
  const { MACRO_STATEMENTS, toDuckDb } = await import('../../shared/views/dialect/duckdb.ts');
  return { toDuckDb, definitions: MACRO_STATEMENTS };
}
