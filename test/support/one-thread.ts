import { DuckDBInstance } from '@duckdb/node-api';

const create = DuckDBInstance.create.bind(DuckDBInstance);

// Tests have few rows, which one thread reads; to give work to others takes longer than the work. `.ci/run` has all threads.
if (process.env['CI_SIGNAL_FULL_BUDGET'] !== '1') {
  DuckDBInstance.create = (path, options) => create(path, { threads: '1', ...options });
}
