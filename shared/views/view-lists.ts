import { ROW_TABLES } from '../schema/row-tables.ts';
import type { NameLists } from './loops.ts';

/** The lists that the SQL of views can loop over. */
export const VIEW_LISTS: NameLists = {
  raw_tables: ['ingested_objects', ...ROW_TABLES],
  row_tables: ROW_TABLES,
};
