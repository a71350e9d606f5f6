import type { ReadResult } from '../rows/ledger-row.ts';
import type { TableName, TableRow } from '../schema/tables.ts';
import type { ArtifactRecord, ArtifactSource, ReadOptions, StreamedArtifact } from './kind.ts';
import type { OpenRowSink } from './row-sink.ts';

/** Columns of a row that differ from record to record: all except those that the rows of one artifact have in common. */
type OwnColumns<T extends TableName, K extends keyof TableRow<T>> = Omit<TableRow<T>, K>;

/**
 * Describes a kind of artifact whose records become rows of the table `T`. `K` are the columns that all rows of one
 * artifact have in common, and `R` is the type of the records that its reader returns.
 */
interface StreamedArtifactSpec<
  T extends TableName,
  K extends keyof TableRow<T>,
  R extends ArtifactRecord,
> extends Omit<StreamedArtifact, 'family' | 'read' | 'writeRows'> {
  readonly table: T;
  read(bytes: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncIterable<readonly R[]>;
  commonColumns(source: ArtifactSource): Pick<TableRow<T>, K>;
  /** Returns the row of a record, or `undefined` for a record that does not become a row. */
  ownColumns(record: R, source: ArtifactSource, ordinal: number): OwnColumns<T, K> | undefined;
  /** Returns the result of the reading, which the last record contains; `undefined` for all other records. */
  resultOf(record: R): ReadResult | undefined;
}

/** Creates a kind of artifact whose rows are written while it is being read. */
export function streamedArtifact<
  T extends TableName,
  K extends keyof TableRow<T>,
  R extends ArtifactRecord,
>(spec: StreamedArtifactSpec<T, K, R>): StreamedArtifact {
  return {
    ...spec,
    family: 'streamed',
    writeRows: (source, openSink) => writeRows(spec, source, openSink),
  };
}

async function writeRows<
  T extends TableName,
  K extends keyof TableRow<T>,
  R extends ArtifactRecord,
>(
  spec: StreamedArtifactSpec<T, K, R>,
  source: ArtifactSource,
  openSink: OpenRowSink,
): Promise<ReadResult & { readonly rows: number }> {
  const sink = openSink(spec.table, spec.commonColumns(source));
  let result: ReadResult | undefined;
  let rows = 0;
  // Counts records, whether they give rows or not, so that a row has the same ordinal with any setting.
  let ordinal = 0;
  for await (const records of spec.read(source.bytes, source)) {
    for (const record of records) {
      const row = spec.ownColumns(record, source, ordinal++);
      result = spec.resultOf(record) ?? result;
      if (row === undefined || ++rows > source.limits.rows) continue;
      const sending = sink.write(row);
      if (sending !== undefined) await sending;
    }
  }
  await sink.flush();
  if (result === undefined) throw new Error(`the reader of ${spec.table} returned no final record`);
  return { ...withinLimit(result, rows, source.limits.rows), rows: sink.written };
}

/** Returns the result of a reading, which says if there were more rows than are kept. */
function withinLimit(result: ReadResult, rows: number, maxRows: number): ReadResult {
  if (rows <= maxRows) return result;
  const reason = `${rows} rows, of which the first ${maxRows} were kept`;
  const reasons = result.reason === undefined ? reason : `${result.reason}; ${reason}`;
  return { ...result, outcome: 'salvaged', reason: reasons };
}
