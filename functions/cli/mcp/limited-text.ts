import type { QueryResult } from '../../../shared/ports/warehouse.ts';
import { jsonText } from '../../../shared/rows/json-text.ts';
import { visibleLine } from '../../../shared/rows/visible.ts';

/** Bytes of rows that an answer has at most: agents read all of it. */
const MAX_BYTES = 100_000;

/**
 * Returns the first rows of a result as JSON, one a line, and a line that says how many are left out.
 *
 * @param maxRows number of rows, at most
 */
export function limitedText({ rows }: QueryResult, maxRows: number): string {
  const lines: string[] = [];
  let bytes = 0;
  for (const row of rows.slice(0, maxRows)) {
    const line = visibleLine(jsonText(row));
    bytes += Buffer.byteLength(line);
    if (bytes > MAX_BYTES) break;
    lines.push(line);
  }
  const left = rows.length - lines.length;
  if (left > 0) lines.push(`${left} more rows are left out; ask for fewer rows or columns`);
  return lines.length === 0 ? 'no rows' : lines.join('\n');
}
