import { ingest } from '../../functions/cli/pipeline.ts';
import type { SimulationOptions } from '../../functions/cli/simulation/options.ts';
import { simulate } from '../../functions/cli/simulation/simulate.ts';
import type { Truth } from '../../functions/cli/simulation/truth/truth.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { InProcessBus } from '../../shared/adapters/local/in-process-bus.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { MemoryStore } from './memory-store.ts';
import { LATER, QUIET, SETTINGS } from './settings.ts';

/**
 * Sends simulated history through the whole pipeline, and returns the warehouse and the truth about the history.
 *
 * @param views the views of the warehouse; by default those of the project
 */
export async function loadSimulation(
  options: SimulationOptions,
  views = readViews(),
): Promise<{ readonly warehouse: DuckDbWarehouse; readonly truth: Truth }> {
  const { objects, truth } = simulate(options);
  const store = new MemoryStore();
  for (const { name, body, updatedAt } of objects) store.put(name, body, updatedAt);
  const warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(views);
  const ports = { createBus: () => new InProcessBus(), clock: LATER, views: () => views };
  const source = { store, bucket: store.bucket, prefix: '' };
  const settings = { ...SETTINGS, patienceSeconds: 0 };
  await ingest(
    ports,
    { source, warehouse, settings, again: false, logger: QUIET },
    () => undefined,
  );
  return { warehouse, truth: truth() };
}
