/** A measured figure beside that of a reference in the same run. */
export interface Figure {
  readonly name: string;
  /** What ci-signal takes, in the unit. */
  readonly today: number;
  /** What the reference takes, in the unit. */
  readonly reference: number;
  readonly unit: string;
  /** `today` as a multiple of `reference`. */
  readonly ratio: number;
}

/** What the user of the benchmark asks for. */
export interface BenchmarkOptions {
  /** A file of the user to measure besides the built-in inputs. */
  readonly file?: string | undefined;
  /** Attempts in the history of the parts `views` and `pages`. */
  readonly attempts: number;
  /** Events of the part `load`. */
  readonly events: number;
  /** Objects of the part `reconcile`. */
  readonly objects: number;
}

/** One part of the benchmark: yields its figures as soon as each is known. */
export type BenchmarkPart = (options: BenchmarkOptions) => AsyncIterable<Figure>;

/** Returns a figure with its ratio. */
export function figure({ today, reference, ...rest }: Omit<Figure, 'ratio'>): Figure {
  return { ...rest, today, reference, ratio: today / reference };
}

/** Returns the median; of an even number of values, the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Returns the value that a share of the others are smaller than.
 *
 * @param share 0 for the least value, 1 for the greatest
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/**
 * Measures several things by turns, so that all meet the same disturbances.
 *
 * @param runs number of measurements of each
 * @param measures each returns one measurement
 * @returns the median of each
 */
export async function mediansByTurns<Name extends string>(
  runs: number,
  measures: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(measures) as Name[];
  const measured = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const name of names) measured.get(name)?.push(await measures[name]());
  }
  const medians = names.map((name) => [name, median(measured.get(name) ?? [])] as const);
  return Object.fromEntries(medians) as Record<Name, number>;
}
