import { NumberPacker, unpackNumbers } from '../../syntax/bytes/packed-numbers.ts';
import type { CountTable } from './count-table.ts';
import type { Numbers } from './numbers.ts';
import { TABLE_NAMES_OF_FILE, TABLE_WIDTHS, type CountTableName } from './tables.ts';

/** Size of the memory that packed entries share: each file for itself would take several times its entries. */
const CHUNK_BYTES = 256 * 1024;

/** Number of a block that is packed as the difference from its first one: the last line from the first line. */
const LAST_LINE = 2;

/** Packs the entries of tables into bytes: the position of the table, and the numbers of its entries. */
export class PartPacker {
  readonly #packer = new NumberPacker();
  #chunk = new Uint8Array(0);
  #used = 0;

  /**
   * Packs entries in ascending order. The first number of each is packed as the difference from the one before.
   *
   * @param entries may be empty, which says that the file has no such units
   */
  pack(name: CountTableName, entries: Numbers): Uint8Array {
    const packer = this.#packer;
    const width = TABLE_WIDTHS[name];
    const difference = differenceIn(name);
    packer.add(TABLE_NAMES_OF_FILE.indexOf(name));
    let before = 0;
    for (let at = 0; at < entries.length; at += width) {
      const first = entries[at] ?? 0;
      packer.add(first - before);
      before = first;
      for (let i = 1; i < width; i++) {
        packer.add((entries[at + i] ?? 0) - (i === difference ? first : 0));
      }
    }
    return this.#stored(packer.take());
  }

  #stored(packed: Uint8Array): Uint8Array {
    if (packed.length > CHUNK_BYTES / 4) return packed.slice();
    if (this.#used + packed.length > this.#chunk.length) {
      this.#chunk = new Uint8Array(CHUNK_BYTES);
      this.#used = 0;
    }
    const part = this.#chunk.subarray(this.#used, this.#used + packed.length);
    part.set(packed);
    this.#used += packed.length;
    return part;
  }
}

/** Returns the table that a part belongs to. */
export function tableOfPart(part: Uint8Array): CountTableName | undefined {
  return TABLE_NAMES_OF_FILE[part[0] ?? 0];
}

/** Adds the entries of a part to the table that it belongs to. */
export function addPart(part: Uint8Array, name: CountTableName, table: CountTable): void {
  const width = TABLE_WIDTHS[name];
  const difference = differenceIn(name);
  const entry = new Float64Array(width);
  let at = 0;
  let first = 0;
  unpackNumbers(part.subarray(1), (number) => {
    if (at === 0) first += number;
    entry[at] = at === 0 ? first : at === difference ? first + number : number;
    at++;
    if (at < width) return;
    table.addFrom(entry, 0);
    at = 0;
  });
}

/** Returns which number of an entry is packed as the difference from its first one; 0 if none is. */
function differenceIn(name: CountTableName): number {
  return name === 'blocks' ? LAST_LINE : 0;
}
