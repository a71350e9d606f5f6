import { type ComparedObject } from '../reconcile/compare-objects.ts';
import { isToRead } from '../reconcile/object-state.ts';

/** Counts the builds of which an object has to be read, while objects are compared in the order of their names. */
export class NewBuilds {
  #count = 0;
  #last = '';

  get count(): number {
    return this.#count;
  }

  /** Counts the build of an object, unless the object before was one of the same build. */
  add({ artifact: { build }, state }: ComparedObject): void {
    if (!isToRead(state) || build === undefined) return;
    if (build.buildPath !== this.#last) this.#count++;
    this.#last = build.buildPath;
  }
}
