import { beforeEach, expect, test } from 'vitest';
import { deliverDueReport } from '../../../../functions/dashboard/due-report.ts';
import { Results } from '../../../../functions/dashboard/results.ts';
import { parseReportConfig } from '../../../../shared/config/report-config.ts';
import { QueryError, UsageError, WebhookUnavailableError } from '../../../../shared/errors.ts';
import { MemoryPages } from '../../../support/memory-pages.ts';

/** A Friday. */
const NOON = Date.parse('2026-11-20T12:00:00Z');
const HOUR = 3_600_000;

const CONFIG = { hour: 6, weekdays: [1, 5], days: 1, board: undefined };

let store: MemoryPages;
let messages: unknown[];
let isDown: boolean;
/** Text of a query that fails. */
let unreadable: string;

beforeEach(() => {
  store = new MemoryPages();
  store.now = NOON;
  messages = [];
  isDown = false;
  unreadable = 'nothing of this text';
});

async function deliver(config = CONFIG): Promise<string | undefined> {
  const clock = { now: () => store.now };
  const query = (sql: string) =>
    sql.includes(unreadable)
      ? Promise.reject(new QueryError('no such view'))
      : Promise.resolve({ columns: [], rows: [] });
  const results = new Results({ query, version: () => Promise.resolve('') }, clock);
  const webhook = {
    post: (message: object) => {
      if (isDown) return Promise.reject(new WebhookUnavailableError('down'));
      messages.push(message);
      return Promise.resolve();
    },
  };
  return await deliverDueReport({ store, results, clock, webhook }, config);
}

test('the report of a day is delivered once', async () => {
  expect(await deliver()).toBe('reports/2026-11-20');
  expect([...store.pages.keys()].sort()).toEqual([
    'reports/2026-11-20.delivered.txt',
    'reports/2026-11-20.html',
    'reports/2026-11-20.json',
    'reports/newest.html',
    'reports/newest.json',
  ]);
  expect(messages).toEqual([{ text: expect.stringMatching(/^CI: /), blocks: expect.anything() }]);
  store.now += HOUR;
  expect(await deliver()).toBeUndefined();
  expect(messages).toHaveLength(1);
});

test.each([
  ['before its hour', NOON - 7 * HOUR, undefined],
  ['at its hour', NOON - 6 * HOUR, 'reports/2026-11-20'],
  ['on another day of the week', NOON + 24 * HOUR, undefined],
  ['on the next day of the list', NOON + 72 * HOUR, 'reports/2026-11-23'],
])('%s', async (_when, now, name) => {
  store.now = now;
  expect(await deliver()).toBe(name);
});

test('what a webhook did not take is sent by the next call', async () => {
  isDown = true;
  await expect(deliver()).rejects.toThrow(WebhookUnavailableError);
  isDown = false;
  expect(await deliver()).toBe('reports/2026-11-20');
  expect(messages).toHaveLength(1);
});

const BUCKET = { PAGES_BUCKET: 'my-pages' };

test('settings without an hour are no report', () => {
  expect(parseReportConfig({ REPORT_DAYS: '7' })).toBeUndefined();
});

test('settings have defaults', () => {
  expect(parseReportConfig({ ...BUCKET, REPORT_HOUR: '0' })).toEqual({
    hour: 0,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    days: 1,
    board: undefined,
    webhook: undefined,
  });
  const all = { REPORT_HOUR: '23', REPORT_WEEKDAYS: '1,5', REPORT_DAYS: '7', REPORT_BOARD: 'b' };
  const url = 'https://example.com/made-up';
  expect(parseReportConfig({ ...BUCKET, ...all, REPORT_WEBHOOK: url })).toEqual({
    ...{ hour: 23, weekdays: [1, 5], days: 7, board: 'b' },
    webhook: new URL(url),
  });
});

test.each([
  { REPORT_HOUR: '24' },
  { REPORT_HOUR: '6', PAGES_BUCKET: '' },
  { REPORT_HOUR: '6', REPORT_WEEKDAYS: 'monday' },
  { REPORT_HOUR: '6', REPORT_DAYS: '29' },
  { REPORT_HOUR: '6', REPORT_WEBHOOK: 'example.com/made-up-secret' },
])('the settings %j are invalid', (environment) => {
  expect(() => parseReportConfig({ ...BUCKET, ...environment })).toThrow(UsageError);
  expect(() => parseReportConfig({ ...BUCKET, ...environment })).not.toThrow(/made-up-secret/);
});

test('a report that lacks a part is not sent, and not delivered until it is whole', async () => {
  unreadable = 'FROM incidents';
  await expect(deliver()).rejects.toThrow(
    'the report lacks "What broke", which cannot be read: no such view',
  );
  expect(messages).toEqual([]);
  unreadable = 'nothing of this text';
  store.now += HOUR;
  expect(await deliver()).toBe('reports/2026-11-20');
  expect(messages).toHaveLength(1);
});
