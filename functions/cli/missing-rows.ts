import { z } from 'zod';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';

/** Rows that the ledger promises and the raw tables lack, as the last refresh counted them. */
export interface MissingRows {
  readonly missing_rows: number;
  readonly incomplete_dates: number;
}

/** Columns for a SELECT list, whose values are {@link MissingRows}. */
export const MISSING_ROWS = `
    (SELECT COALESCE(SUM(missing_rows), 0) FROM refreshed_dates) AS missing_rows,
    (SELECT COUNT(*) FROM refreshed_dates WHERE missing_rows > 0) AS incomplete_dates`;

/** Schema of {@link MissingRows}. */
export const missingRowsSchema = z.object({
  missing_rows: z.number(),
  incomplete_dates: z.number(),
});

/** Reads how many rows are missing. */
export async function readMissingRows(warehouse: WarehouseReader): Promise<MissingRows> {
  const { rows } = await warehouse.query(`SELECT ${MISSING_ROWS}`);
  return missingRowsSchema.parse(rows[0]);
}

/** Returns a sentence if rows are missing, as the only element. */
export function describeMissingRows(missing: MissingRows): readonly string[] {
  if (missing.missing_rows === 0) return [];
  return [
    `incomplete: ${missing.missing_rows} rows of ${missing.incomplete_dates} dates are missing ` +
      '(`ci-signal query incomplete_objects` has the reasons; `ci-signal ingest <source>` reads them again, those that are given up only with --again)',
  ];
}
