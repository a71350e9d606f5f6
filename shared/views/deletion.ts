import type { Deletion } from '../ports/warehouse.ts';
import { dateLiteral } from '../schema/googlesql-literal.ts';

/** Returns GoogleSQL that deletes rows of a raw table; the date prunes its partitions. */
export function deletionSql({ table, date, condition }: Deletion): string {
  const column = table === 'dead_letters' ? 'recorded_date' : 'build_date';
  return `DELETE FROM ci_raw.${table} WHERE ${column} = ${dateLiteral(date)} AND ${condition}`;
}
