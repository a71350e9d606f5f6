import { expect, test } from 'vitest';
import type { Row } from '../../../../functions/dashboard/page.ts';
import { INCIDENTS } from '../../../../functions/dashboard/pages/today.ts';
import {
  htmlReport,
  jsonReport,
  markdownReport,
} from '../../../../functions/dashboard/render/report.ts';
import { slackMessage } from '../../../../functions/dashboard/render/slack.ts';
import { readReport, type ReportScope } from '../../../../functions/dashboard/report.ts';
import { Results } from '../../../../functions/dashboard/results.ts';
import { QueryError } from '../../../../shared/errors.ts';

const INCIDENT_ROWS: readonly Row[] = [
  { state: 'open', subject: 'old', started_at: '2026-10-30T00:00:00Z', example_job: 'a' },
  { state: 'ended', subject: 'long ago', started_at: '2026-10-30T00:00:00Z', example_job: 'a' },
  {
    state: 'ended',
    subject: '<img src=x>|[x](javascript:1)\u202e',
    started_at: '2026-11-19T10:00:00Z',
    example_job: 'b',
    last_good_inputs: 'o/r@0123456',
    first_bad_inputs: 'o/r@789abcd',
  },
];

const LONG = 'x'.repeat(500);

/** Reads a report of a warehouse that has only these incidents and, on a board, the job b. */
async function reportOf(scope: ReportScope) {
  const query = (sql: string) => {
    const rows = rowsFor(sql);
    return Promise.resolve({ columns: Object.keys(rows[0] ?? {}), rows });
  };
  return await readReport(
    new Results({ query, version: () => Promise.resolve('') }, { now: () => 0 }),
    scope,
  );
}

function rowsFor(sql: string): readonly Row[] {
  if (sql.startsWith('SELECT last_date')) return [{ last_date: '2026-11-20' }];
  if (sql.includes('FROM quarantine_candidates')) throw new QueryError('no such view');
  if (sql.includes('AS boards'))
    return [
      { job: 'b', boards: ['x', 'board', '<b>', '<!channel> @all', LONG].join(', ') },
      { job: 'a', boards: null },
    ];
  return sql.includes(INCIDENTS.sql.trim().slice(-14)) ? INCIDENT_ROWS : [];
}

test('a report has what began in its days, and what goes on', async () => {
  const { parts, dates } = await reportOf({ days: 7 });
  expect(dates).toEqual({ first: '2026-11-13', last: '2026-11-20' });
  expect(parts[0]?.rows.map((row) => row['subject'])).toEqual([
    'old',
    INCIDENT_ROWS[2]?.['subject'],
  ]);
});

test('a report of a board has its jobs only', async () => {
  const { parts } = await reportOf({ days: 7, board: 'board' });
  expect(parts[0]?.rows).toHaveLength(1);
});

test('a report of a board without jobs does not say that nothing broke', async () => {
  await expect(reportOf({ days: 7, board: 'boarb' })).rejects.toThrow(
    'no job of the warehouse is on the board boarb',
  );
});

test('Markdown has hostile names as text, and links to other sites', async () => {
  const text = markdownReport(await reportOf({ days: 7 }));
  expect(text).toContain('# CI: 2026-11-13 to 2026-11-20');
  expect(text).toContain('## What broke');
  expect(text).toContain(String.raw`&lt;img src=x\>\|\[x\]\(javascript:1\)\\u202e`);
  expect(text).toContain('](<https://github.com/o/r/compare/0123456...789abcd>)');
  expect(text).toContain('No job has recovered lately.');
  expect(text).toContain('This part cannot be read: no such view');
  const mention = { ...INCIDENT_ROWS[2], subject: 'ask @kubernetes/kops' };
  const report = await reportOf({ days: 7 });
  const part = { section: INCIDENTS, rows: [mention], error: undefined };
  const mentioned = markdownReport({ ...report, parts: [part] });
  expect(mentioned).toContain('ask @&#8203;kubernetes/kops');
});

test('HTML has hostile names as text', async () => {
  const text = String(await htmlReport(await reportOf({ days: 7, board: '<b>' })));
  expect(text).toContain('>CI of &lt;b&gt;: 2026-11-13 to 2026-11-20</h1>');
  expect(text).not.toMatch(/<(?:img|b)\b/);
});

test('JSON has the rows of all parts', async () => {
  expect(jsonReport(await reportOf({ days: 1 }))).toMatchObject({
    first_date: '2026-11-19',
    last_date: '2026-11-20',
    board: null,
    incidents: [{ subject: 'old' }, { state: 'ended' }],
    broken: [],
    completeness: [],
    quarantine: [],
    errors: { quarantine: 'no such view' },
  });
});

test('HTML for mail needs nothing else, and sets no colours that a dark mode would hide', async () => {
  const text = String(await htmlReport(await reportOf({ days: 7 })));
  expect(text).not.toMatch(/<(?:link|script|style|img)\b|class=|url\(|<[^>]*\ssrc=/);
  expect(text.match(/href="[^"]*"/g)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^href="https:/)]),
  );
  expect(text).not.toMatch(/(?:^|[;"\s])(?:color|background(?:-color)?):/);
  expect(text).toContain('<meta name="color-scheme" content="light dark">');
});

test('a message for Slack has numbers as its text, and hostile names as plain text only', async () => {
  const { text, blocks } = slackMessage(await reportOf({ days: 7, board: '<!channel> @all' }));
  expect(text).toContain('Recovered jobs: 0 ·');
  expect(text).toContain('Flaky tests by cost: cannot be read');
  expect(text).not.toMatch(/[<>@]/);
  expect(new Set(blocks.map((block) => block.text.type))).toEqual(new Set(['plain_text']));
  expect(blocks[0]?.text.text).toContain('<!channel>');
  expect(blocks[1]?.text.text).toContain('What broke');
});

test('a message for Slack keeps the limits of Slack', async () => {
  const report = await reportOf({ days: 7, board: LONG });
  const many = report.parts.map((part) => ({
    ...part,
    error: undefined,
    rows: Array.from({ length: 30 }, () => ({ subject: 'x'.repeat(4000), job: 'y'.repeat(4000) })),
  }));
  const { blocks } = slackMessage({ ...report, parts: many });
  expect(blocks.length).toBeLessThanOrEqual(50);
  for (const { type, text } of blocks) {
    expect(text.text.length).toBeLessThanOrEqual(type === 'header' ? 150 : 3000);
  }
  expect(blocks[1]?.text.text).toContain('and 25 more');
});
