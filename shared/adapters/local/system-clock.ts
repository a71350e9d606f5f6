import type { Clock } from '../../ports/clock.ts';

/** Returns the time of this machine. */
export const systemClock: Clock = { now: () => Date.now() };
