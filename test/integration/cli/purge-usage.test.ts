import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { BUILD_DATE } from '../../contracts/warehouse-rows.ts';
import { COMMAND_VIEWS } from '../../support/pipeline-views.ts';
import { runPipeline } from './run.ts';

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-purge-'));
  path = join(folder, 'w.duckdb');
  const warehouse = await DuckDbWarehouse.open(path);
  await warehouse.deploy(COMMAND_VIEWS);
  await warehouse.close();
});

afterAll(() => rm(folder, { recursive: true }));

test.each([
  [[], 2, 'name what to withdraw'],
  [['--job', 'kept'], 2, 'name what to withdraw'],
  [['--build', 'somewhere'], 2, 'is no build'],
  [['--object', 'logs/a.txt'], 2, 'is no object'],
  [['--object', 'gs://a/b', '--bucket', 'c'], 2, 'is not the bucket'],
  [['--bucket', 'a', '--parser-version', '3'], 2, '--generation'],
  [['--bucket', 'elsewhere', '--dry-run'], 1, 'there are no such rows'],
  [['--date', BUILD_DATE, '--bucket', 'elsewhere', '--dry-run'], 1, 'there are no such rows'],
  [['--bucket', 'a'], 2, '--reason'],
])('purge %j ends with %i', async (args, code, message) => {
  const ran = await runPipeline('purge', ...args, '--warehouse', path);
  expect(ran.stderr).toContain(message);
  expect(ran.code).toBe(code);
});
