import type { Deletion, Warehouse } from '../../../shared/ports/warehouse.ts';
import { stateRow } from '../../../shared/rows/dead-letter-row.ts';
import { ANY_PARSER, withdrawnLedgerRow } from '../../../shared/rows/withdrawn-rows.ts';
import { stringLiteral } from '../../../shared/schema/googlesql-literal.ts';
import { LETTER_TOMBSTONE, type StoredLetter } from './stored-letters.ts';
import { tombstoneOf } from './stored-readings.ts';

/** Appends the rows that withdraw dead letters, and the rows of the ledger about their arrivals, whose reasons may quote them. */
export async function withdrawLetters(
  warehouse: Warehouse,
  letters: readonly StoredLetter[],
  { reason, withdrawnAt }: { readonly reason: string; readonly withdrawnAt: string },
): Promise<void> {
  const arrivals = letters.flatMap(({ functionName, arrivals }) =>
    arrivals.map((arrival) => ({ kind: kindOf(functionName), ...arrival })),
  );
  await warehouse.append(
    'ingested_objects',
    arrivals.map(({ kind, messageId: name, date: buildDate }) =>
      withdrawnLedgerRow({
        ...{ bucket: `${kind}s`, name, generation: '0', parserVersion: ANY_PARSER, buildDate },
        ...{ kind, reason, withdrawnAt },
      }),
    ),
  );
  // The letters last: while they count, an interrupted run is repeated.
  await warehouse.append(
    'dead_letters',
    letters.map(({ id, functionName }) => ({
      ...stateRow({ id, functionName, state: 'withdrawn' }, Date.parse(withdrawnAt)),
      reason,
    })),
  );
}

/** Returns what deletes the rows of dead letters and of their arrivals, or the rows that withdraw them. */
export function deletionsOfLetters(
  letters: readonly StoredLetter[],
  ofTombstones: boolean,
): readonly Deletion[] {
  const which = (tombstone: string): string => (ofTombstones ? tombstone : `NOT (${tombstone})`);
  const dated = letters.flatMap(({ id, dates }) => dates.map((date) => ({ id, date })));
  const arrivals = letters.flatMap((letter) => letter.arrivals);
  return [
    ...Array.from(
      Map.groupBy(dated, ({ date }) => date),
      ([date, some]) => ({
        ...{ table: 'dead_letters' as const, date },
        condition: `dead_letter_id IN (${listOf(some.map(({ id }) => id))}) AND ${which(LETTER_TOMBSTONE)}`,
      }),
    ),
    ...Array.from(
      Map.groupBy(arrivals, ({ date }) => date),
      ([date, some]) => ({
        ...{ table: 'ingested_objects' as const, date },
        condition: `kind IN ('event', 'message') AND object_name IN (${listOf(some.map(({ messageId }) => messageId))})
        AND ${which(tombstoneOf('ingested_objects'))}`,
      }),
    ),
  ];
}

function listOf(texts: readonly string[]): string {
  return [...new Set(texts)].map(stringLiteral).join(', ');
}

/** Returns the kind of the rows of the ledger about what a function rejects. */
function kindOf(functionName: StoredLetter['functionName']): 'event' | 'message' {
  return functionName === 'load' ? 'message' : 'event';
}
