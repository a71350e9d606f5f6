import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Yields the elements of a generator, at most a number of them in each second; without a number as fast as it can. An element
 * that comes late does not make others come faster than that.
 */
export async function* paced<T>(
  elements: AsyncGenerator<T>,
  perSecond: number | undefined,
): AsyncGenerator<T> {
  if (perSecond === undefined) {
    yield* elements;
    return;
  }
  const interval = 1000 / perSecond;
  let next = performance.now();
  for await (const element of elements) {
    const now = performance.now();
    if (next > now) await sleep(next - now);
    next = Math.max(next, now) + interval;
    yield element;
  }
}
