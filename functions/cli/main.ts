import { basename, dirname, join } from 'node:path';
import { InProcessBus } from '../../shared/adapters/local/in-process-bus.ts';
import { countFiles, localFiles } from '../../shared/adapters/local/local-files.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { userName } from '../../shared/adapters/local/user-name.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { openStore } from '../../shared/adapters/open-store.ts';
import { bigQueryEndpoints } from '../../shared/config/bigquery-config.ts';
import { parseDuckDbSettings } from '../../shared/config/duckdb-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { gitHubToken } from '../../shared/config/github-config.ts';
import {
  parseTargetLocation,
  storageEmulator,
  type SourceLocation,
  type SourceOptions,
} from '../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../shared/config/warehouse-location.ts';
import { parseWebhook, webhookOf } from '../../shared/config/webhook-config.ts';
import { UsageError } from '../../shared/errors.ts';
import type { IssueTracker } from '../../shared/ports/issue-tracker.ts';
import type { PageStore } from '../../shared/ports/page-store.ts';
import type { Webhook } from '../../shared/ports/webhook.ts';
import type { FollowingReader, Warehouse } from '../../shared/ports/warehouse.ts';
import { TRUTH_FILE } from './known-buckets.ts';
import type {
  CliPorts,
  IssueSource,
  OpenedReader,
  OpenedSource,
  Terminal,
  Translator,
} from './ports.ts';
import { ReaderPool } from './readers/reader-pool.ts';

/** Returns the ports of the commands on this machine. */
export function createPorts(terminal: Terminal, views: CliPorts['views'] = readViews): CliPorts {
  return {
    terminal,
    files: localFiles,
    clock: systemClock,
    policies: async () => (await policyFiles()).readPolicies(),
    storagePrices: async () => (await policyFiles()).readStoragePrices(),
    viewPolicyFiles: async () => (await policyFiles()).readViewPolicyFiles(),
    views,
    openSource,
    openWarehouse: (location) => openWarehouse(location, views),
    openUndeployed,
    requireWarehouse,
    openReader: (location, maxBytesBilled) => openReader(location, { maxBytesBilled, views }),
    openFollowing,
    openTracker,
    openPage,
    openWebhook,
    openTranslator,
    createBus: (giveUp) => new InProcessBus({ giveUp }),
    userName,
  };
}

/** Imports the policies when they are needed, because a query needs none of their parsers. */
function policyFiles() {
  return import('../../shared/config/policies.ts');
}

async function openSource(
  location: SourceLocation,
  named: SourceOptions = {},
): Promise<OpenedSource> {
  const { bucket: namedBucket, credentials = false } = named;
  const options = {
    bucket: namedBucket,
    credentials,
    storageEndpoint: storageEmulator(environment()),
  };
  const opened = await openStore(location, options);
  const { bucket, prefix, directory } = opened;
  return {
    ...opened,
    ...(directory === undefined ? {} : { countObjects: () => countFiles(directory) }),
    readers: (settings) => new ReaderPool({ location, options: { ...options, bucket }, settings }),
    written: location.kind === 'gcs' ? `gs://${bucket}/${prefix}` : location.path,
    isSimulated: directory !== undefined && (await localFiles.exists(join(directory, TRUTH_FILE))),
  };
}

async function openWarehouse(
  location: WarehouseLocation,
  readWanted: CliPorts['views'],
): Promise<Warehouse> {
  const warehouse = await openUndeployed(location);
  if (location.kind === 'bigquery') return warehouse;
  try {
    const { refresh } = await import('../refresh/handler.ts');
    const views = readWanted();
    await warehouse.deploy(views);
    // Roll-ups may be stale after an interrupted run, or when this version has other views.
    await refresh({ warehouse, views });
    return warehouse;
  } catch (error) {
    await warehouse.close();
    throw error;
  }
}

async function openUndeployed(
  location: WarehouseLocation,
  { isDryRun } = { isDryRun: false },
): Promise<Warehouse> {
  if (location.kind === 'bigquery') {
    const { createBigQueryWarehouse } = await import('../../shared/adapters/bigquery/warehouse.ts');
    return createBigQueryWarehouse({ ...location, ...bigQueryEndpoints(environment()) });
  }
  const { DuckDbWarehouse } = await import('../../shared/adapters/duckdb/warehouse.ts');
  const isToBeCreated = !(await localFiles.exists(location.path));
  const path = isDryRun && isToBeCreated ? ':memory:' : location.path;
  return await DuckDbWarehouse.open(path, parseDuckDbSettings(environment()));
}

interface OpenReaderOptions {
  readonly maxBytesBilled: number | undefined;
  readonly views: CliPorts['views'];
}

async function openReader(
  location: WarehouseLocation,
  { maxBytesBilled, views }: OpenReaderOptions,
): Promise<OpenedReader> {
  if (location.kind === 'bigquery') {
    const { createBigQueryReader } = await import('../../shared/adapters/bigquery/warehouse.ts');
    return {
      reader: createBigQueryReader({
        ...location,
        ...bigQueryEndpoints(environment()),
        maxBytesBilled,
      }),
      notes: [],
    };
  }
  await requireWarehouse(location);
  const { DuckDbReader } = await import('../../shared/adapters/duckdb/reader.ts');
  const reader = await DuckDbReader.open(location.path, parseDuckDbSettings(environment()));
  const notes: string[] = [];
  if (reader.isSnapshot) {
    notes.push(`another process writes ${location.path}: the answer is from a copy of this moment`);
  }
  if (!(await reader.hasViews(views()))) {
    notes.push(
      `${location.path} has the views of another version of ci-signal, which answer, or is being created; ` +
        '`ci-signal refresh` brings it up to date',
    );
  }
  return { reader, notes };
}

async function openFollowing(location: WarehouseLocation): Promise<FollowingReader> {
  if (location.kind === 'bigquery') {
    const { createBigQueryReader } = await import('../../shared/adapters/bigquery/warehouse.ts');
    const { followByRefresh } = await import('../dashboard/follow-by-refresh.ts');
    return followByRefresh(
      createBigQueryReader({ ...location, ...bigQueryEndpoints(environment()) }),
      systemClock,
    );
  }
  await requireWarehouse(location);
  const { FollowingDuckDbReader } =
    await import('../../shared/adapters/duckdb/following-reader.ts');
  const settings = parseDuckDbSettings(environment());
  return await FollowingDuckDbReader.open(location.path, () => systemClock.now(), settings);
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

async function openTracker({ isReadOnly, ...source }: IssueSource): Promise<IssueTracker> {
  const token = gitHubToken(environment());
  if (token === undefined && !isReadOnly) {
    throw new UsageError(
      'the environment variable GITHUB_TOKEN is missing: set it to a token that may read and write issues of the repository',
    );
  }
  const { createIssueTracker } = await import('../../shared/adapters/github/issue-tracker.ts');
  return createIssueTracker({ ...source, token });
}

async function openPage(
  written: string,
): Promise<{ readonly store: PageStore; readonly name: string }> {
  const target = parseTargetLocation(written);
  if (target.kind === 'file') {
    const { PageFolder } = await import('../../shared/adapters/local/page-folder.ts');
    return { store: new PageFolder(dirname(target.path)), name: basename(target.path) };
  }
  const { bucket, name } = target;
  const { createPageBucket } = await import('../../shared/adapters/google/page-bucket.ts');
  return {
    store: createPageBucket({ bucket, apiEndpoint: storageEmulator(environment()) }),
    name,
  };
}

async function openWebhook(written: string | true): Promise<Webhook> {
  const url = written === true ? webhookOf(environment()) : parseWebhook(written);
  if (url === undefined) {
    throw new UsageError(
      'the environment variable REPORT_WEBHOOK is missing: set it to the URL of the webhook',
    );
  }
  const { createWebhook } = await import('../../shared/adapters/webhook/webhook.ts');
  return createWebhook(url);
}

/** Imports the translator when it is needed, because loading it takes long. */
async function openTranslator(): Promise<Translator> {
  const { MACRO_STATEMENTS } = await import('../../shared/views/dialect/duckdb-macros.ts');
  const { toDuckDb } = await import('../../shared/views/dialect/duckdb.ts');
  const { createTable } = await import('../../shared/adapters/duckdb/schema.ts');
  return { toDuckDb, definitions: MACRO_STATEMENTS, rawTable: createTable };
}
