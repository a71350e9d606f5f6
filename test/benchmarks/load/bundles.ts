import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { bundleFunction } from '../../../infra/build/function-bundle.ts';

const DUCKDB = fileURLToPath(new URL('duckdb-for-bigquery.ts', import.meta.url));

const ON_DUCKDB: Plugin = {
  name: 'duckdb-for-bigquery',
  setup: (build) => {
    build.onResolve({ filter: /\/adapters\/bigquery\/warehouse\.ts$/ }, () => ({ path: DUCKDB }));
  },
};

/** Writes the bundles of collect and load into a folder below the checkout; load writes into a DuckDB file. */
export async function bundlePipeline(folder: string): Promise<void> {
  const target = (name: string): URL => pathToFileURL(`${join(folder, name)}/`);
  await bundleFunction('collect', target('collect'));
  const external = ['@duckdb/node-api', '@polyglot-sql/sdk'];
  await bundleFunction('load', target('load'), { external, plugins: [ON_DUCKDB] });
}
