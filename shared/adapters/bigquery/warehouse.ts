import { QueryError } from '../../errors.ts';
import type { Warehouse, WarehouseReader } from '../../ports/warehouse.ts';
import { reasonOf } from './errors.ts';
import { BigQueryWarehouse, type BigQueryWarehouseOptions } from './project-warehouse.ts';

const GIB = 2 ** 30;

/** Returns the warehouse in the datasets of a Google Cloud project. */
export function createBigQueryWarehouse(options: BigQueryWarehouseOptions): Warehouse {
  return new BigQueryWarehouse(options);
}

/** Returns the warehouse in the datasets of a Google Cloud project, for queries only. */
export function createBigQueryReader(options: BigQueryWarehouseOptions): WarehouseReader {
  const warehouse = new BigQueryWarehouse(options);
  const { maxBytesBilled } = options;
  return {
    query: async (sql, parameters) => {
      const { type, bytes } = await warehouse.dryRun(sql, parameters);
      if (type !== 'SELECT') {
        throw new QueryError(
          `only a single SELECT can be run, not ${type ?? 'a statement of an unknown kind'}: ` +
            'queries do not change the warehouse',
        );
      }
      try {
        return await warehouse.query(sql, parameters);
      } catch (error) {
        if (reasonOf(error) !== 'bytesBilledLimitExceeded') throw error;
        throw new QueryError(
          `it would read ${(bytes / GIB).toFixed(1)} GiB, which is more than the limit of ` +
            `${((maxBytesBilled ?? 0) / GIB).toFixed(1)} GiB, so it was not run and costs nothing. Read less, for example by a ` +
            'filter on build_date, or raise the limit with --max-gib (of a function, by MAX_BYTES_BILLED)',
          { cause: error },
        );
      }
    },
    bytesRead: async (sql) => (await warehouse.dryRun(sql)).bytes,
    close: () => warehouse.close(),
  };
}
