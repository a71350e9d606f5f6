import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { flakeText, incidentText, incidentTitle, issueTitle } from '../../dashboard/issue-text.ts';
import { pathWith, type Row } from '../../dashboard/page.ts';
import { QUARANTINE } from '../../dashboard/pages/flakes.ts';
import { valueIn } from '../../dashboard/pages/links.ts';
import { INCIDENTS, toIncident } from '../../dashboard/pages/today.ts';
import { wholeStatement } from '../../dashboard/statement.ts';
import { identityOf, type SubjectKind } from './marker.ts';

/** What an issue is about: an incident or a flaky test. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly identity: string;
  /** Start of an incident, ISO 8601. */
  readonly startedAt: string | undefined;
  readonly isOpen: boolean;
  readonly title: string;
  /** Markdown, safe whatever the names and messages are. */
  readonly text: string;
  /** Why it has ended, in a sentence; empty if it has not. */
  readonly ending: string;
}

/**
 * Reads the subjects of kinds that issues may be about: incidents that go on or have ended, and tests that are certainly flaky and costly.
 *
 * @param dashboardUrl URL of the dashboard, to which texts link
 * @throws QueryError if the warehouse has no views
 */
export async function readSubjects(
  reader: WarehouseReader,
  kinds: readonly SubjectKind[],
  dashboardUrl: string | undefined,
): Promise<readonly Subject[]> {
  const read = async (query: typeof INCIDENTS) => {
    const { sql, parameters } = wholeStatement(query, {});
    return (await reader.query(sql, parameters)).rows;
  };
  const link = (path: string): string =>
    dashboardUrl === undefined ? '' : `\n\n[In the dashboard](<${dashboardUrl}${path}>)`;
  const incidents = (await read(INCIDENTS)).flatMap((row) => incidentSubject(row, link));
  const flakes = Map.groupBy(await read(QUARANTINE), (row) => valueIn(row, 'test_id'));
  return [
    ...incidents,
    ...[...flakes].map(([test, rows]) => flakeSubject(test, rows, link)),
  ].filter(({ kind }) => kinds.includes(kind));
}

type Link = (path: string) => string;

/** Mass failures of a day have ended when they are seen: no issue is about one. */
function incidentSubject(row: Row, link: Link): readonly Subject[] {
  const kind = valueIn(row, 'kind');
  if (kind !== 'regression' && kind !== 'outage') return [];
  const ended = valueIn(row, 'ended_at');
  return [
    {
      kind,
      identity: identityOf(kind, valueIn(row, 'subject')),
      startedAt: valueIn(row, 'started'),
      isOpen: valueIn(row, 'state') === 'open',
      title: incidentTitle(row),
      text: incidentText(row) + link(toIncident(row)),
      ending: ended === '' ? '' : `It ended at ${ended.slice(0, 16).replace('T', ' ')} UTC.`,
    },
  ];
}

function flakeSubject(test: string, rows: readonly Row[], link: Link): Subject {
  const [first = {}] = rows;
  return {
    kind: 'flake',
    identity: identityOf('flake', test),
    startedAt: undefined,
    isOpen: true,
    title: issueTitle(`Flaky test: ${valueIn(first, 'test_name')}`),
    text: flakeText(rows) + link(pathWith('/test', { test })),
    ending: '',
  };
}
