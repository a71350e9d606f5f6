import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { figure, mediansByTurns, type Figure } from '../figure.ts';
import { LAUNCHER, nodeMilliseconds } from '../launcher.ts';

/** Measures the time from the start to the end of commands that do next to nothing, beside Node.js alone. */
export async function* measureCommandLine(runs: number): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  try {
    const path = join(folder, 'w.duckdb');
    const warehouse = await DuckDbWarehouse.open(path);
    await warehouse.deploy(readViews());
    await warehouse.close();
    const help = [LAUNCHER, '--help'];
    const query = [LAUNCHER, 'query', 'SELECT 1', '--warehouse', path];
    // The first run fills Node.js' cache of compiled code, as the first command of a user does.
    for (const command of [help, query]) await nodeMilliseconds(command);
    const medians = await mediansByTurns(runs, {
      node: () => nodeMilliseconds(['-e', '0']),
      help: () => nodeMilliseconds(help),
      query: () => nodeMilliseconds(query),
    });
    const reference = medians.node;
    yield figure({ name: 'ci-signal --help', today: medians.help, reference, unit: 'ms' });
    yield figure({ name: "query 'SELECT 1'", today: medians.query, reference, unit: 'ms' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
