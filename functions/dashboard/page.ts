import type { QueryParameters, QueryValue } from '../../shared/ports/warehouse.ts';

/** A row of a query. */
export type Row = Readonly<Record<string, QueryValue>>;

/** Values of the parameters of a page, by name; empty texts are not given. */
export type Values = Readonly<Record<string, string>>;

/** How the values of a column are shown. */
export type CellKind =
  | 'text'
  /** A text that needs room. */
  | 'long'
  | 'code'
  | 'message'
  | 'number'
  | 'percent'
  | 'duration'
  | 'hours'
  | 'time'
  | 'date'
  | 'state'
  | 'strip';

/** A column of a table. */
export interface Column {
  /** Name of the column in the rows. */
  readonly name: string;
  readonly label: string;
  readonly kind: CellKind;
  /** Returns where the value leads: a path of the dashboard, or the URL of a page elsewhere. */
  readonly link?: (row: Row) => string | undefined;
  /** Returns the text to show instead of the value. */
  readonly text?: (row: Row) => string;
}

/** A condition on a column that applies if the parameter of the same name is given. */
export interface Filter {
  readonly column: string;
  /** Name of the parameter; by default that of the column. */
  readonly parameter?: string;
  /** Label of its field in the form of the page; without one it has none. */
  readonly label?: string;
  readonly match: 'equals' | 'contains';
}

/** A query, and what is the same however its rows are shown. */
export interface SectionQuery {
  /** Name of the section in URLs; unique on its page. */
  readonly id: string;
  readonly title: string;
  /** A sentence or two about what the rows mean. */
  readonly about?: string;
  /** A SELECT in GoogleSQL without ORDER BY over the views. */
  readonly sql: string;
  /** Names of the parameters of the page that the query has. */
  readonly uses?: readonly string[];
  /** Other parameters of the query. */
  readonly parameters?: QueryParameters;
  /** The values of a column that the section shows; sections with the same query read it once. */
  readonly only?: { readonly column: string; readonly values: readonly string[] };
  readonly filters?: readonly Filter[];
  /** Whether the filters belong into the query, because there are too many rows without them. */
  readonly isFilteredInQuery?: boolean;
  readonly orderBy: string;
  readonly columns: readonly Column[];
  /** A sentence for the case that there are no rows. */
  readonly empty: string;
}

/** Rows as a table. */
export interface TableSection extends SectionQuery {
  readonly kind: 'table';
  /** Rows that are shown unless the URL asks for more. */
  readonly rows?: number;
}

/** The first row as a list of names and values. */
export interface FactsSection extends SectionQuery {
  readonly kind: 'facts';
}

/** Rows as the cells of a grid: each has the name of its row, that of its column and a state. */
export interface MatrixSection extends SectionQuery {
  readonly kind: 'matrix';
  readonly matrix: {
    readonly row: string;
    /** Column of the rows with the identity of a row of the grid, if names are not unique. */
    readonly rowKey?: string;
    readonly column: string;
    readonly state: string;
    readonly corner: string;
    /** Column of the rows with a time whose day and hour stand for the name of a column of the grid. */
    readonly columnTime?: string;
    readonly rowLink?: (row: Row) => string | undefined;
    readonly columnLink?: (row: Row) => string | undefined;
    readonly cellLink?: (row: Row) => string | undefined;
  };
}

/** Rows as a chart over time. */
export interface TrendSection extends SectionQuery {
  readonly kind: 'trend';
  readonly trend: {
    /** Column with the date or time of a point. */
    readonly x: string;
    readonly y: string;
    /** Column whose values tell lines apart; without it there is one line. */
    readonly series?: string;
    readonly unit: 'percent' | 'duration' | 'number';
  };
}

/** Rows as a map of directories: tiles whose size is that of the code and whose shade is its coverage. */
export interface TreeMapSection extends SectionQuery {
  readonly kind: 'tree-map';
  /** Names of columns. The first two are parameters of the page as well: the place of which the map shows the content. */
  readonly tree: {
    readonly repository: string;
    readonly directory: string;
    readonly total: string;
    readonly covered: string;
  };
}

/** A text made of the first row, to be copied. */
export interface DraftSection extends SectionQuery {
  readonly kind: 'draft';
  readonly draft: (row: Row, values: Values) => string;
}

/** A part of a page. */
export type Section =
  TableSection | FactsSection | MatrixSection | TrendSection | TreeMapSection | DraftSection;

/** A parameter that the URL of a page may have. */
export interface Parameter {
  readonly name: string;
  readonly label: string;
  readonly isRequired?: boolean;
  /** Whether the page shows a field for it; the fields of filters are shown anyway. */
  readonly hasField?: boolean;
  readonly hint?: string;
  /** Values to choose from. */
  readonly choices?: readonly string[];
}

/** A page of the dashboard. */
export interface DashboardPage {
  readonly path: string;
  readonly title: string | ((values: Values) => string);
  /** Name in the navigation; a page without one is reached from others. */
  readonly navigation?: string;
  /** A sentence that says which question the page answers. */
  readonly lead: string;
  readonly parameters?: readonly Parameter[];
  /**
   * The parts of the page, or a function that returns them, which throws a UsageError that says what to enter if a value
   * cannot be understood.
   */
  readonly sections: readonly Section[] | ((values: Values) => readonly Section[]);
}

/** Returns a column. */
export function column(
  name: string,
  [label, kind]: readonly [label: string, kind: CellKind],
  link?: (row: Row) => string | undefined,
): Column {
  return link === undefined ? { name, label, kind } : { name, label, kind, link };
}

/**
 * Returns the parts of a page with some values of its parameters.
 *
 * @throws UsageError if a value cannot be understood
 */
export function sectionsOf({ sections }: DashboardPage, values: Values): readonly Section[] {
  return typeof sections === 'function' ? sections(values) : sections;
}

/** Returns the title of a page with some values of its parameters. */
export function titleOf({ title }: DashboardPage, values: Values): string {
  return typeof title === 'string' ? title : title(values);
}

/** Returns a path of the dashboard with parameters; those without a value are left out. */
export function pathWith(
  path: string,
  values: Readonly<Record<string, QueryValue | undefined>>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const text = textOf(value ?? null);
    if (text !== '') search.set(name, text);
  }
  const query = search.toString();
  return query === '' ? path : `${path}?${query}`;
}

/** Returns a value of a row as text, NULL as an empty one. */
export function textOf(value: QueryValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
