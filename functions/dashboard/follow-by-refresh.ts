import type { Clock } from '../../shared/ports/clock.ts';
import type { FollowingReader, WarehouseReader } from '../../shared/ports/warehouse.ts';
import { textOf } from './page.ts';

/** Milliseconds between two questions for the state of the roll-ups. */
const INTERVAL = 60_000;

/** The roll-ups change only when refresh has rebuilt one of them. */
const STATE = `SELECT
  COUNT(*) AS dates,
  SUM(ingested_objects_rows) AS objects,
  SUM(builds_rows) AS builds,
  SUM(test_attempts_rows) AS attempts,
  MAX(definition) AS definition
FROM refreshed_dates`;

/** Returns a reader of a warehouse that counts as changed when its roll-ups were rebuilt. */
export function followByRefresh(reader: WarehouseReader, clock: Clock): FollowingReader {
  let askedAt = -Infinity;
  let version = Promise.resolve('');
  return {
    query: (sql, parameters) => reader.query(sql, parameters),
    close: () => reader.close(),
    version: () => {
      if (clock.now() - askedAt >= INTERVAL) {
        askedAt = clock.now();
        version = stateOf(reader);
        version.catch(() => {
          askedAt = -Infinity;
        });
      }
      return version;
    },
  };
}

async function stateOf(reader: WarehouseReader): Promise<string> {
  const { rows } = await reader.query(STATE);
  return Object.values(rows[0] ?? {})
    .map(textOf)
    .join(' ');
}
