import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { jsonText } from '../../../shared/rows/json-text.ts';
import { htmlReport, jsonReport, markdownReport } from '../../dashboard/render/report.ts';
import { readReport, type Report } from '../../dashboard/report.ts';
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
  readonly format: 'markdown' | 'html' | 'json';
}

/** Writes a report to standard output, and the state of the data to standard error if there is something to say about it. */
export async function writeReport(ports: CliPorts, options: ReportOptions): Promise<void> {
  const { terminal, clock } = ports;
  await withReader(ports, options.warehouse, async (reader) => {
    await printState(ports, reader, writtenWarehouse(options.warehouse));
    const unchanging = {
      query: reader.query.bind(reader),
      version: () => Promise.resolve(''),
    };
    const results = new Results(unchanging, clock);
    const { since, board } = options;
    const report = await readReport(results, { days: since, board });
    await terminal.data(await written(report, options.format));
  });
}

async function written(report: Report, format: ReportOptions['format']): Promise<string> {
  switch (format) {
    case 'markdown':
      return markdownReport(report);
    case 'html':
      return String(await htmlReport(report));
    case 'json':
      return `${jsonText(jsonReport(report), 2)}\n`;
  }
}
