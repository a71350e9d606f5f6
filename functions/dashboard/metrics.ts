import { ROW_TABLES } from '../../shared/schema/row-tables.ts';
import type { Row } from './page.ts';
import { valueIn } from './pages/links.ts';

/** Rows from which the metrics follow. */
export interface MetricRows {
  /** Rows of the section about completeness. */
  readonly completeness: readonly Row[];
  /** Rows of the section about incidents. */
  readonly incidents: readonly Row[];
  /** Rows of the section about buckets. */
  readonly buckets: readonly Row[];
  /** Rows of the section about dead letters. */
  readonly deadLetters: readonly Row[];
}

/** Returns the state of the pipeline in the text format of OpenMetrics. */
export function openMetrics({ completeness, incidents, buckets, deadLetters }: MetricRows): string {
  const sum = (column: string): number =>
    completeness.reduce((total, row) => total + Number(row[column] ?? 0), 0);
  const lag = completeness.find((row) => row['lag_p50_seconds'] !== null);
  const whole = buckets.filter((row) => row['job'] === 'the whole bucket');
  return [
    ...gauge('ci_signal_objects', 'Objects in the ledger by outcome.', [
      ...['parsed', 'salvaged', 'ignored', 'rejected'].map(
        (outcome) => [`{outcome="${outcome}"}`, sum(outcome)] as const,
      ),
    ]),
    ...gauge(
      'ci_signal_missing_rows',
      'Rows that the ledger promises and the tables lack.',
      ROW_TABLES.map((table) => [`{table="${table}"}`, sum(`${table}_missing`)] as const),
    ),
    ...gauge('ci_signal_unreadable_arrivals', 'Events and messages that could not be read.', [
      ['', sum('unreadable_arrivals')],
    ]),
    ...deadLetterGauge(deadLetters),
    ...gauge('ci_signal_lag_seconds', 'Median time from upload to reading on the newest day.', [
      ['', Number(lag?.['lag_p50_seconds'] ?? 0)],
    ]),
    ...gauge('ci_signal_open_incidents', 'Incidents that go on.', [
      ['', incidents.filter((row) => row['state'] === 'open').length],
    ]),
    ...gauge(
      'ci_signal_newest_build_timestamp_seconds',
      'Start of the newest build of a bucket.',
      whole.map((row) => [
        `{bucket="${labelValue(valueIn(row, 'bucket'))}"}`,
        Date.parse(valueIn(row, 'newest_started_at')) / 1000,
      ]),
    ),
    '# EOF\n',
  ].join('\n');
}

function deadLetterGauge(deadLetters: readonly Row[]): readonly string[] {
  return gauge(
    'ci_signal_dead_letters',
    'Events and messages that were given up by state.',
    ['waiting', 'replayed', 'discarded'].map((state) => [
      `{state="${state}"}`,
      deadLetters.filter((row) => row['state'] === state).length,
    ]),
  );
}

function gauge(
  name: string,
  help: string,
  samples: readonly (readonly [labels: string, value: number])[],
): readonly string[] {
  return [
    `# TYPE ${name} gauge`,
    `# HELP ${name} ${help}`,
    ...samples
      .filter(([, value]) => Number.isFinite(value))
      .map(([labels, value]) => `${name}${labels} ${value}`),
  ];
}

function labelValue(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
}
