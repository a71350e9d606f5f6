import type { CollectPorts } from '../collect/ports.ts';
import { publishRows } from '../collect/row-publisher.ts';
import { positionRow, type ComparedPlace, type Position } from './position.ts';

/** Input of {@link PositionKeeper}. */
export interface KeeperOptions {
  readonly place: ComparedPlace;
  /** Where the last call stopped. */
  readonly start: Position;
  /** Milliseconds between two positions that are written while objects are read together. */
  readonly interval: number;
}

/**
 * Writes the position of a comparison while it goes on, so that a call which is killed is not begun anew: some times in a
 * call, and before each object that is read alone.
 */
export class PositionKeeper {
  readonly #ports: Pick<CollectPorts, 'bus' | 'clock'>;
  readonly #options: KeeperOptions;
  /** Names of the objects that are being read, in their order. */
  readonly #reading = new Set<string>();
  #writtenAt: number;

  constructor(ports: Pick<CollectPorts, 'bus' | 'clock'>, options: KeeperOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#writtenAt = ports.clock.now();
  }

  /** Notes that a call begins, unless the calls before it that began there have not ended. */
  async begin(): Promise<void> {
    const { next, begun } = this.#options.start;
    if (begun === 0) await this.#write({ next, begun: 1, isAlone: false });
  }

  /** Notes that the comparison came to an object; the position is that of the first object that is still being read. */
  async reach(name: string): Promise<void> {
    if (this.#ports.clock.now() < this.#writtenAt + this.#options.interval) return;
    const [first = name] = this.#reading;
    await this.#write({ next: first, begun: 1, isAlone: false });
  }

  /** Reads an object together with others. */
  async together<T>(name: string, read: () => Promise<T>): Promise<T> {
    this.#reading.add(name);
    try {
      return await read();
    } finally {
      this.#reading.delete(name);
    }
  }

  /**
   * Notes that an object is going to be read alone.
   *
   * @returns how often it was begun, this time included
   */
  async beginAlone(name: string): Promise<number> {
    const { start } = this.#options;
    const begun = start.isAlone && start.next === name ? start.begun + 1 : 1;
    await this.#write({ next: name, begun, isAlone: true });
    return begun;
  }

  /** Notes that the call ended; `next` is `null` at the end of the place. */
  async end(next: string | null): Promise<void> {
    await this.#write({ next, begun: 0, isAlone: false });
  }

  async #write(position: Position): Promise<void> {
    const { bus, clock } = this.#ports;
    this.#writtenAt = clock.now();
    const row = positionRow(this.#options.place, position, this.#writtenAt);
    await publishRows(bus, 'ingested_objects', [row]);
  }
}
