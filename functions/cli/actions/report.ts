import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { writtenReport, type ReportFormat } from '../../dashboard/render/report.ts';
import { slackMessage } from '../../dashboard/render/slack.ts';
import { readReport, requireWhole, type Report } from '../../dashboard/report.ts';
import { Results } from '../../dashboard/results.ts';
import type { CliPorts } from '../ports.ts';
import { printState } from '../warehouse-state.ts';
import { withReader } from '../with-reader.ts';

/** Options of the command `report`. */
export interface ReportOptions {
  readonly warehouse: WarehouseLocation;
  /** Days that the report covers. */
  readonly since: number;
  readonly board?: string;
  /** By default as the name of the file says, or Markdown. */
  readonly format?: ReportFormat;
  /** File or object to write, as the user wrote it. */
  readonly to?: string;
  /** URL of a webhook; `true` for that of the environment. */
  readonly webhook?: string | true;
}

/**
 * Writes a report to standard output, or delivers it: to a file or object, to a webhook, or to both. What there is to say about the state
 * of the data is written to standard error.
 *
 * @throws UsageError if a place cannot be understood
 * @throws QueryError if a part of the report cannot be read; the others are written, and not sent to the webhook
 * @throws WebhookRefusedError if the webhook refuses the report
 */
export async function deliverReport(ports: CliPorts, options: ReportOptions): Promise<void> {
  const { to, webhook } = options;
  // Before the warehouse is read, which takes long.
  const target = to === undefined ? undefined : await ports.openPage(to);
  const hook = webhook === undefined ? undefined : await ports.openWebhook(webhook);
  const report = await reportOf(ports, options);
  const text = await writtenReport(report, options.format ?? formatOf(to));
  if (target === undefined && hook === undefined) await ports.terminal.data(text);
  if (target !== undefined) {
    await target.store.put(target.name, text);
    ports.terminal.err(`wrote the report to ${to ?? ''}\n`);
  }
  requireWhole(report);
  if (hook !== undefined) {
    await hook.post(slackMessage(report));
    ports.terminal.err('sent the report to the webhook\n');
  }
}

function formatOf(to = ''): ReportFormat {
  if (/\.html?$/i.test(to)) return 'html';
  return /\.json$/i.test(to) ? 'json' : 'markdown';
}

async function reportOf(ports: CliPorts, options: ReportOptions): Promise<Report> {
  return await withReader(ports, options.warehouse, async (reader) => {
    await printState(ports, reader, writtenWarehouse(options.warehouse));
    const unchanging = {
      query: reader.query.bind(reader),
      version: () => Promise.resolve(''),
    };
    const { since, board } = options;
    return await readReport(new Results(unchanging, ports.clock), { days: since, board });
  });
}
