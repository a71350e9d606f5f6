import { UsageError } from '../errors.ts';
import { parseSettings, type Environment } from './settings.ts';
import { webhookOf } from './webhook-config.ts';

/** When a report is due, and what it is about. */
export interface ReportConfig {
  /** Hour of the day from which it is due, UTC. */
  readonly hour: number;
  /** Days of the week on which it is due, from 0 for Sunday; by default all. */
  readonly weekdays: readonly number[];
  /** Days that it covers. */
  readonly days: number;
  /** Board of TestGrid; by default it is about all jobs. */
  readonly board: string | undefined;
  /** URL of a webhook to which a summary is sent; it is secret. */
  readonly webhook: URL | undefined;
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/**
 * Reads REPORT_HOUR, REPORT_WEEKDAYS, REPORT_DAYS, REPORT_BOARD and REPORT_WEBHOOK, and returns `undefined` if REPORT_HOUR is absent.
 *
 * @throws UsageError if a setting is invalid, or no bucket is named by PAGES_BUCKET
 */
export function parseReportConfig(environment: Environment): ReportConfig | undefined {
  const read = parseSettings(environment, (variables) => ({
    hour: variables.wholeNumber('REPORT_HOUR', undefined, { most: 23 }),
    weekdays: variables.optional('REPORT_WEEKDAYS'),
    days: variables.wholeNumber('REPORT_DAYS', 1, { least: 1, most: 28 }),
    board: variables.optional('REPORT_BOARD'),
    bucket: variables.optional('PAGES_BUCKET'),
  }));
  const { hour, days, board } = read;
  if (hour === undefined) return undefined;
  if (read.bucket === undefined) {
    throw new UsageError(
      'the environment variable PAGES_BUCKET is missing: set it to the bucket of the reports for which REPORT_HOUR is set',
    );
  }
  const weekdays = read.weekdays === undefined ? EVERY_DAY : weekdaysOf(read.weekdays);
  return { hour, weekdays, days, board, webhook: webhookOf(environment) };
}

function weekdaysOf(written: string): readonly number[] {
  if (!/^[0-6](?:,[0-6])*$/.test(written)) {
    throw new UsageError(
      `the environment variable REPORT_WEEKDAYS is "${written}": write days from 0 (Sunday) to 6, such as 1,4`,
    );
  }
  return written.split(',').map(Number);
}
