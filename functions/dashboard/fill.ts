import { QueryError } from '../../shared/errors.ts';
import { textOf, type Filter, type Row, type Section, type Values } from './page.ts';
import { parameterOf, valueOf, type Display } from './parameters.ts';
import type { Answer, Results } from './results.ts';
import { givenFilters, readableStatement, statementOf, wholeStatement } from './statement.ts';

/** Values of a column above which a filter has a field for text instead of a list. */
const MAX_OPTIONS = 80;

/** A section with its rows. */
export interface FilledSection {
  readonly section: Section;
  readonly rows: readonly Row[];
  /** Whether the query has more rows than these. */
  readonly isCut: boolean;
  /** Whether the warehouse is unchanged since the rows were read. */
  readonly isCurrent: boolean;
  /** The statement that gives these rows, ready to be run. */
  readonly sql: string;
  /** Values to choose from, by the parameter of a filter. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** Why there are no rows, if the statement cannot be run. */
  readonly error?: string;
}

/** Reads the rows of a section. A statement that cannot be run is reported in the result. */
export async function fillSection(
  results: Results,
  section: Section,
  { values, sort }: { readonly values: Values; readonly sort: Display['sort'] },
): Promise<FilledSection> {
  const sql = readableStatement(statementOf(section, givenFilters(section, values), values));
  try {
    const { answer, rows, options } = await readRows(results, section, values);
    const { isCut, isCurrent } = answer;
    return { section, rows: sorted(rows, section, sort), isCut, isCurrent, sql, options };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const options = new Map<string, readonly string[]>();
    return {
      section,
      rows: [],
      isCut: false,
      isCurrent: true,
      sql,
      options,
      error: error.message,
    };
  }
}

interface Selected {
  readonly answer: Answer;
  readonly rows: readonly Row[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** All rows are read once, and the filters applied to them, unless there are too many rows. */
async function readRows(results: Results, section: Section, values: Values): Promise<Selected> {
  const filters = givenFilters(section, values);
  if (section.isFilteredInQuery !== true) {
    const answer = await results.get(wholeStatement(section, values));
    const options = optionsOf(section, answer.rows);
    if (!answer.isCut || (filters.length === 0 && section.only === undefined)) {
      const rows = answer.rows.filter(
        (row) => isShown(section, row) && filters.every((one) => isMatch(one, row, values)),
      );
      return { answer, rows, options };
    }
  }
  const answer = await results.get(statementOf(section, filters, values));
  return { answer, rows: answer.rows, options: new Map() };
}

function isShown({ only }: Section, row: Row): boolean {
  return only === undefined || only.values.includes(textOf(row[only.column] ?? null));
}

/** Does what the condition of the filter does in the query. */
function isMatch(filter: Filter, row: Row, values: Values): boolean {
  const text = textOf(row[filter.column] ?? null);
  const wanted = valueOf(values, parameterOf(filter));
  return filter.match === 'equals'
    ? text === wanted
    : text.toLowerCase().includes(wanted.toLowerCase());
}

function optionsOf(
  { filters = [] }: Section,
  rows: readonly Row[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    filters
      .filter(({ match }) => match === 'equals')
      .map((filter) => [
        parameterOf(filter),
        [...new Set(rows.map((row) => textOf(row[filter.column] ?? null)))]
          .filter((text) => text !== '')
          .sort(),
      ]),
  );
}

/** Returns the values of a filter to choose from; `undefined` if there are too many or too few. */
export function choices(
  filled: readonly FilledSection[],
  parameter: string,
): readonly string[] | undefined {
  const found = filled
    .map(({ options }) => options.get(parameter))
    .find((one) => one !== undefined);
  return found !== undefined && found.length <= MAX_OPTIONS ? found : undefined;
}

/** Returns the rows in the order that the URL asks for; NULL comes last. */
function sorted(rows: readonly Row[], section: Section, sort: Display['sort']): readonly Row[] {
  if (sort?.table !== section.id) return rows;
  const { column, isDescending } = sort;
  if (!section.columns.some(({ name }) => name === column)) return rows;
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [left[column] ?? null, right[column] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * textOf(a).localeCompare(textOf(b), 'en', { numeric: true });
  });
}
