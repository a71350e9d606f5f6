/** A stack whose memory is used again: pushing onto an array and popping from it takes longer. */
export class Stack<T> {
  readonly #items: (T | undefined)[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The item that was pushed last, if there is one. */
  get top(): T | undefined {
    return this.#size === 0 ? undefined : this.#items[this.#size - 1];
  }

  push(item: T): void {
    this.#items[this.#size++] = item;
  }

  pop(): T | undefined {
    const { top } = this;
    if (this.#size > 0) this.#items[--this.#size] = undefined;
    return top;
  }
}
