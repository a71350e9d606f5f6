/** The function `load` for a process of its own, on the DuckDB file that the environment names. */
import { cloudEvent } from '@google-cloud/functions-framework';
import { createLoadHandler } from '../../../../functions/load/handler.ts';
import { DuckDbWarehouse } from '../../../../shared/adapters/duckdb/warehouse.ts';
import { systemClock } from '../../../../shared/adapters/local/system-clock.ts';

const warehouse = await DuckDbWarehouse.open(process.env['WAREHOUSE'] ?? '');
const logger = { log: () => undefined };

cloudEvent(
  'load',
  createLoadHandler({ warehouse, clock: systemClock, logger, mask: (text) => text }),
);
