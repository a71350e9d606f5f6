import { DATASET, PANEL_GROUPS, type Panel } from '../../infra/generate/grafana/panels.ts';
import type { QueryResult } from '../../shared/ports/warehouse.ts';
import { readLookerBoards, type LookerElement } from '../support/looker/project.ts';
import { columnOfField, tileStatement } from '../support/looker/tile-statement.ts';
import type { BoardTile } from './board-picture.ts';

/** A dashboard of Looker or Grafana with the rows of its queries. */
interface FilledBoard {
  /** Name of its picture. */
  readonly name: string;
  readonly title: string;
  readonly tiles: readonly BoardTile[];
}

/** Runs a statement in GoogleSQL. */
type RunQuery = (sql: string) => Promise<QueryResult>;

const KINDS_OF_LOOKER: Readonly<Record<string, BoardTile['kind']>> = {
  looker_grid: 'table',
  looker_line: 'lines',
  looker_column: 'bars',
  single_value: 'number',
};

const KINDS_OF_GRAFANA = { table: 'table', timeseries: 'lines', stat: 'number' } as const;

/** Returns the dashboards of Looker and Grafana with the rows that their queries have on a date. */
export async function fillBoards(query: RunQuery, today: string): Promise<readonly FilledBoard[]> {
  const filled: FilledBoard[] = [];
  for (const { dashboard, title, elements } of readLookerBoards()) {
    const tiles: BoardTile[] = [];
    for (const element of elements) tiles.push(await lookerTile(query, element, today));
    filled.push({ name: `looker-${dashboard}`, title, tiles });
  }
  const panels: BoardTile[] = [];
  for (const group of PANEL_GROUPS) {
    for (const panel of group.panels) {
      const tile = await grafanaTile(query, panel, today);
      panels.push({ ...tile, title: `${group.title}: ${tile.title}` });
    }
  }
  return [...filled, { name: 'grafana', title: 'ci-signal', tiles: panels }];
}

async function lookerTile(
  query: RunQuery,
  element: LookerElement,
  today: string,
): Promise<BoardTile> {
  const { title, type, fields, pivots } = element;
  const kind = KINDS_OF_LOOKER[type];
  if (kind === undefined) throw new Error(`tiles of type ${type} cannot be drawn`);
  const labels = fields.map((field) => field.replace(/^.*\./, '').replaceAll('_', ' '));
  const result = await query(tileStatement(element, today));
  const [pivot] = pivots;
  const series = pivot === undefined ? {} : { series: columnOfField(pivot) };
  return { title, kind, labels, ...series, result };
}

async function grafanaTile(
  query: RunQuery,
  { title, type, sql }: Panel,
  today: string,
): Promise<BoardTile> {
  const dated = sql.replaceAll(DATASET, 'ci').replaceAll('CURRENT_DATE()', `DATE '${today}'`);
  const result = await query(dated);
  return { title, kind: KINDS_OF_GRAFANA[type], labels: result.columns, result };
}
