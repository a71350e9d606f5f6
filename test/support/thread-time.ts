/**
 * Returns the processor time that this thread has used, in milliseconds. Unlike the time on the clock it does not count
 * the time in which other processes had the processor.
 */
function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The larger input has this many times the size of the smaller one. */
const FACTOR = 4;

/**
 * A quadratic algorithm takes 16 times as long for an input of 4 times the size, a linear one 4 times. The bound is between
 * them.
 */
export const LESS_THAN_QUADRATIC = 10;

/** Times below this, in milliseconds, are not told apart from noise. */
const NOISE = 5;

const RUNS = 3;

/** Returns the least time of three runs, or of fewer if a run takes less than a time that is short enough. */
async function leastMilliseconds(work: () => unknown, enough: number): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < RUNS && least >= enough; run += 1) {
    const begun = threadMilliseconds();
    await work();
    least = Math.min(least, threadMilliseconds() - begun);
  }
  return least;
}

/**
 * Returns how many times as long the work takes for an input of four times the size. It does not depend on the speed of the
 * machine: each time is the least of several runs, and a busy machine slows down both. The larger input is not tried again
 * when a run was faster than quadratic work could be.
 *
 * @param work - is given the size of the input
 * @param size - of the larger input
 */
export async function growth(work: (size: number) => unknown, size: number): Promise<number> {
  const smaller = await leastMilliseconds(() => work(Math.ceil(size / FACTOR)), 0);
  const unit = Math.max(smaller, NOISE);
  return (await leastMilliseconds(() => work(size), LESS_THAN_QUADRATIC * unit)) / unit;
}
