import type { Deletion } from '../ports/warehouse.ts';
import { dateLiteral } from '../schema/googlesql-literal.ts';

/** Returns GoogleSQL that deletes rows of a raw table; the date prunes its partitions. */
export function deletionSql({ table, date, condition }: Deletion): string {
  return `DELETE FROM ci_raw.${table} WHERE build_date = ${dateLiteral(date)} AND ${condition}`;
}
