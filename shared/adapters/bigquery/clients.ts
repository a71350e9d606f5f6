import type { BigQuery } from '@google-cloud/bigquery';
import type { StorageWriter, StorageWriterOptions } from './storage-writer.ts';

/**
 * Loads the client of BigQuery.
 *
 * @param apiEndpoint URL of an emulator, which is called without credentials
 */
export async function createClient(
  projectId: string,
  apiEndpoint: string | undefined,
): Promise<BigQuery> {
  // Bundled, a CommonJS package that is imported later has its default export only.
  const { default: library } = await import('@google-cloud/bigquery');
  if (apiEndpoint === undefined) return new library.BigQuery({ projectId });
  const { default: auth } = await import('google-auth-library');
  const authClient = new auth.PassThroughClient();
  return new library.BigQuery({ projectId, apiEndpoint, authClient });
}

/** Loads the client of the Storage Write API. */
export async function createWriter(options: StorageWriterOptions): Promise<StorageWriter> {
  const { StorageWriter } = await import('./storage-writer.ts');
  return new StorageWriter(options);
}
