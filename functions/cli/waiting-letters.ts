import { z } from 'zod';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';

/** A column for a SELECT list: the number of dead letters that wait. The view reads no originals. */
export const WAITING_LETTERS = `
    (SELECT COUNT(*) FROM dead_letters WHERE state = 'waiting') AS waiting_letters`;

/** Schema of {@link WAITING_LETTERS}. */
export const waitingLettersSchema = z.object({ waiting_letters: z.number() });

/** Reads how many dead letters wait. */
export async function readWaitingLetters(warehouse: WarehouseReader): Promise<number> {
  const { rows } = await warehouse.query(`SELECT ${WAITING_LETTERS}`);
  return waitingLettersSchema.parse(rows[0]).waiting_letters;
}

/** Returns a sentence if dead letters wait, as the only element. */
export function describeWaitingLetters(count: number): readonly string[] {
  return count === 0 ? [] : [`${count} dead letters wait (\`ci-signal dead-letters\` lists them)`];
}
