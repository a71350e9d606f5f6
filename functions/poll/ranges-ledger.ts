import { compareNames } from '../../shared/domain/name-order.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import type { ListedRange } from '../reconcile/compare-objects.ts';
import { readEntries, type NameCondition } from '../reconcile/ledger-entries.ts';
import {
  warehouseLedger,
  type Ledger,
  type LedgerEntry,
  type NameRange,
} from '../reconcile/ledger.ts';

/** Ranges that a query reads. */
const RANGES_PER_QUERY = 50;

/**
 * Returns the ledger of a warehouse for many small ranges that are asked for in their order: one query reads the next of them
 * together, because BigQuery takes a second for a query however little it reads, and bills it for 10 MB at least.
 *
 * @param ranges with prefixes none of which begins with another one
 */
export function rangesLedger(warehouse: WarehouseReader, ranges: readonly ListedRange[]): Ledger {
  const ledger = warehouseLedger(warehouse);
  const indices = new Map(ranges.map(({ prefix }, index) => [prefix, index]));
  let read: { readonly from: number; readonly entries: readonly LedgerEntry[] } | undefined;
  return {
    incomplete: (names) => ledger.incomplete(names),
    entries: async function* (range) {
      const index = indices.get(range.prefix);
      if (index === undefined) {
        yield* ledger.entries(range);
        return;
      }
      const from = index - (index % RANGES_PER_QUERY);
      if (read?.from !== from) {
        const names = namesOf(ranges.slice(from, from + RANGES_PER_QUERY));
        const request = { bucket: range.bucket, names, after: '' };
        const entries: LedgerEntry[] = [];
        for await (const entry of readEntries(warehouse, request)) entries.push(entry);
        read = { from, entries };
      }
      for (const entry of read.entries) if (isIn(range, entry.name)) yield entry;
    },
  };
}

function namesOf(ranges: readonly ListedRange[]): NameCondition {
  const conditions = ranges.map(
    (_range, i) => `STARTS_WITH(object_name, @prefix_${i}) AND object_name >= @first_${i}`,
  );
  const parameters = ranges.flatMap(({ prefix, startOffset = '' }, i) => [
    [`prefix_${i}`, prefix] as const,
    [`first_${i}`, startOffset] as const,
  ]);
  return { sql: conditions.join(' OR '), parameters: Object.fromEntries(parameters) };
}

function isIn({ prefix, first, after, last }: NameRange, name: string): boolean {
  return (
    name.startsWith(prefix) &&
    isBefore(after, name) &&
    !isBefore(name, first) &&
    (last === undefined || !isBefore(last, name))
  );
}

function isBefore(one: string, other: string): boolean {
  return compareNames(one, other) < 0;
}
