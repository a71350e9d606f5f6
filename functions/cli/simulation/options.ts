import { DateTime } from 'luxon';
import { z } from 'zod';
import { UsageError } from '../../../shared/errors.ts';
import { GRID } from './catalog/grid.ts';
import { FAULT_WORLDS, type FaultWorld } from '../fault-worlds.ts';

/** The input of a simulation; the same options always give the same objects. */
export interface SimulationOptions {
  readonly seed: number;
  readonly days: number;
  /** ISO date of the last day, which is simulated to its end (UTC). */
  readonly endDate: string;
  /** Share of the grid's jobs that exist, 0 to 1. */
  readonly scale?: number;
  /** Kind of faults: `plain` by default, or `rough` with those that are harder to find. */
  readonly world?: FaultWorld;
}

/** The simulated time in milliseconds since the epoch: `start` is inclusive, `end` exclusive. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

const DAY = 86_400_000;

const schema = z.strictObject({
  seed: z.int(),
  days: z.int().min(1).max(366),
  endDate: z.iso.date(),
  scale: z.number().min(0).max(1).default(GRID.default_share),
  world: z.enum(FAULT_WORLDS).default('plain'),
});

/** Options that have been checked, with defaults for missing ones. */
export type SimulationSettings = z.infer<typeof schema>;

/**
 * Checks the options of a simulation and adds the defaults.
 *
 * @throws UsageError if an option is out of range
 */
export function parseSimulationOptions(options: SimulationOptions): SimulationSettings {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `The options of the simulation are not valid:\n${z.prettifyError(parsed.error)}`,
  );
}

/** Returns the window that ends with the last day of the settings. */
export function timeWindow({ days, endDate }: SimulationSettings): TimeWindow {
  const end = DateTime.fromISO(endDate, { zone: 'utc' }).plus({ days: 1 }).toMillis();
  return { start: end - days * DAY, end };
}
