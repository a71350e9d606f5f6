import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { UsageError } from '../../../shared/errors.ts';
import type { DescribedView } from '../../../shared/ports/views.ts';
import { writeResult } from '../format/format.ts';
import type { Format } from '../options.ts';
import type { CliPorts } from '../ports.ts';

/** Looker Studio's Linking API: https://developers.google.com/looker-studio/integrate/linking-api */
const CREATE = 'https://lookerstudio.google.com/reporting/create';

/** Longest URL of a report, in characters: a table shows them whole. */
const URL_WIDTH = 8000;

/** Options of the command `looker-studio`. */
export interface LookerStudioOptions {
  readonly warehouse: WarehouseLocation;
  readonly format: Format;
}

/**
 * Prints the URLs that open a new report in Looker Studio with the views of a topic as its data sources.
 *
 * @param topics to print; without a topic, all
 * @throws UsageError if the warehouse is not in BigQuery, or there is no such topic
 */
export async function printReportLinks(
  { terminal, views }: CliPorts,
  topics: readonly string[],
  { warehouse, format }: LookerStudioOptions,
): Promise<void> {
  if (warehouse.kind !== 'bigquery') {
    throw new UsageError(
      'Looker Studio reads BigQuery: pass --warehouse bigquery:<project>[.<dataset prefix>]',
    );
  }
  const byTopic = Map.groupBy(views(), ({ topic }) => topic);
  const known = [...byTopic.keys()].filter((topic) => topic !== undefined).sort();
  const unknown = topics.filter((topic) => !known.includes(topic));
  if (unknown.length > 0) {
    throw new UsageError(
      `there is no topic ${unknown.join(', ')}; the topics are ${known.join(', ')}`,
    );
  }
  const rows = (topics.length === 0 ? known : topics).map((topic) => ({
    topic,
    url: reportUrl(topic, byTopic.get(topic) ?? [], warehouse),
  }));
  await writeResult(
    terminal,
    { columns: ['topic', 'url'], rows },
    { format, maxCellLength: URL_WIDTH },
  );
}

function reportUrl(
  topic: string,
  views: readonly DescribedView[],
  { projectId, datasetPrefix }: Extract<WarehouseLocation, { kind: 'bigquery' }>,
): string {
  const url = new URL(CREATE);
  const set = (name: string, value: string): void => {
    url.searchParams.set(name, value);
  };
  set('c.mode', 'edit');
  set('r.reportName', `ci-signal: ${topic}`);
  for (const [index, { name }] of views.entries()) {
    const source = `ds.ds${index}`;
    set(`${source}.datasourceName`, name);
    set(`${source}.connector`, 'bigQuery');
    set(`${source}.type`, 'TABLE');
    set(`${source}.projectId`, projectId);
    set(`${source}.datasetId`, `${datasetPrefix}ci`);
    set(`${source}.tableId`, name);
  }
  return url.href;
}
