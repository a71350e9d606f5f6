import type { Figure } from '../figure.ts';
import { measureCommandLine } from './measure-command-line.ts';
import { measureFunctions, type FunctionRuns } from './measure-functions.ts';

/** Number of measurements; the defaults are those of the published results. */
export interface StartRuns extends FunctionRuns {
  readonly commands: number;
}

const RUNS: StartRuns = { commands: 15, cold: 15, warm: 9, events: 500 };

/** Measures how long ci-signal takes to start: as a command, and as a function with its first event. */
export async function* measureStart(runs: StartRuns = RUNS): AsyncGenerator<Figure> {
  yield* measureCommandLine(runs.commands);
  yield* measureFunctions(runs);
}
