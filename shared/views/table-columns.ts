import { ROW_TABLES } from '../schema/row-tables.ts';

const PLACEHOLDER = '{table}';

type DescribedColumn = readonly [name: string, description: string];

/**
 * Repeats the columns whose names contain `{table}` for each table that artifacts become rows of; columns that follow
 * each other are repeated together. A description of a single column that comes later replaces the general one.
 *
 * @param columns descriptions of columns by name, such as `{ "{table}_rows": "Number of rows of {table}." }`
 */
export function expandTableColumns(
  columns: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const groups: DescribedColumn[][] = [];
  for (const column of Object.entries(columns)) {
    const previous = groups.at(-1);
    if (previous?.every(isPerTable) === true && isPerTable(column)) previous.push(column);
    else groups.push([column]);
  }
  return Object.fromEntries(
    groups.flatMap((group) =>
      group.every(isPerTable) ? ROW_TABLES.flatMap(columnsOfTable(group)) : group,
    ),
  );
}

function isPerTable([name]: DescribedColumn): boolean {
  return name.includes(PLACEHOLDER);
}

function columnsOfTable(
  group: readonly DescribedColumn[],
): (table: string) => readonly DescribedColumn[] {
  return (table) =>
    group.map(([name, description]) => [
      name.replaceAll(PLACEHOLDER, table),
      description.replaceAll(PLACEHOLDER, table),
    ]);
}
