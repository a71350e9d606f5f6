import type { ReportConfig } from '../../shared/config/report-config.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { PageStore } from '../../shared/ports/page-store.ts';
import type { Webhook } from '../../shared/ports/webhook.ts';
import { writtenReport } from './render/report.ts';
import { slackMessage } from './render/slack.ts';
import { readReport, requireWhole } from './report.ts';
import type { Results } from './results.ts';

/** Ports of {@link deliverDueReport}. */
export interface DueReportPorts {
  readonly store: PageStore;
  readonly results: Results;
  readonly clock: Clock;
  /** Gets a summary; `undefined` for none. */
  readonly webhook: Webhook | undefined;
}

/**
 * Delivers the report of a day, once, if it is due: writes it as HTML and JSON, under the date and as the newest one, and sends a summary to the
 * webhook. What fails is delivered by the next call.
 *
 * @returns the name of the report; `undefined` if none was due
 * @throws QueryError if a part of the report cannot be read; the others are written, and the report is not delivered yet
 * @throws StoreUnavailableError if the store cannot be read or written now
 * @throws WebhookUnavailableError if the webhook does not answer now
 * @throws WebhookRefusedError if the webhook refuses the summary
 */
export async function deliverDueReport(
  { store, results, clock, webhook }: DueReportPorts,
  { hour, weekdays, days, board }: Omit<ReportConfig, 'webhook'>,
): Promise<string | undefined> {
  const now = new Date(clock.now());
  if (now.getUTCHours() < hour || !weekdays.includes(now.getUTCDay())) return undefined;
  const name = `reports/${now.toISOString().slice(0, 10)}`;
  const delivered = `${name}.delivered.txt`;
  if ((await store.get(delivered)) !== undefined) return undefined;
  const report = await readReport(results, { days, board });
  for (const format of ['html', 'json'] as const) {
    const text = await writtenReport(report, format);
    await store.put(`${name}.${format}`, text);
    await store.put(`reports/newest.${format}`, text);
  }
  requireWhole(report);
  await webhook?.post(slackMessage(report));
  await store.put(delivered, 'This report was delivered.\n');
  return name;
}
