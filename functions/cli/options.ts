import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseWarehouseLocation } from '../../shared/config/warehouse-location.ts';
import { FAULT_WORLDS, type FaultWorld } from './fault-worlds.ts';
import type { SimulationOptions } from './simulation/options.ts';

const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;

/** Output format of rows. */
export type Format = (typeof FORMATS)[number];

/** The warehouse of `npm start`, which commands use unless another one is named. */
export const DEFAULT_WAREHOUSE = 'ci.duckdb';

/** The directory into which `npm start` simulates history. */
export const SIMULATED_BUCKET = 'bucket';

/** Default options; the last day is fixed, so that a seed always gives the same bucket. */
export const DEFAULTS = { seed: 1, days: 14, endDate: '2026-11-20' } satisfies SimulationOptions;

/** The history of `npm start`: one week is enough for findings of every kind in its overview. */
export const STARTING_HISTORY = { ...DEFAULTS, days: 7 };

/** Returns the option `--warehouse`, which several commands have. */
export function warehouseOption(): Option {
  return new Option(
    '--warehouse <location>',
    'a DuckDB file, or bigquery:<project>[.<dataset prefix>]',
  )
    .argParser(parseWarehouseLocation)
    .default(parseWarehouseLocation(DEFAULT_WAREHOUSE), DEFAULT_WAREHOUSE);
}

/** GiB of a query on BigQuery; they cost about 0.6 US dollars on demand. */
const DEFAULT_MAX_GIB = 100;

/** Returns the option `--max-gib` of the commands that run the queries of their users. */
export function maxGibOption(): Option {
  return new Option(
    '--max-gib <n>',
    'do not run a query that would be billed for more GiB; BigQuery only',
  )
    .argParser(positiveNumber)
    .default(DEFAULT_MAX_GIB);
}

/** Returns the option `--mix` of the commands that ingest. */
export function mixOption(): Option {
  return new Option('--mix', 'allow simulated and real builds in one warehouse').default(false);
}

/** Returns whether the user gave an option, other than its default. */
export function isGiven(command: Command, option: string): boolean {
  return command.getOptionValueSource(option) === 'cli';
}

/** Returns the option `--format`, which several commands have. */
export function formatOption(): Option {
  return new Option('--format <format>', 'output format of the rows')
    .choices(FORMATS)
    .default('table');
}

const CSV_FORMULAS = ['neutralise', 'keep'] as const;

/** What is done with a text in CSV that a spreadsheet would run as a formula. */
export type CsvFormulas = (typeof CSV_FORMULAS)[number];

/** Returns the option `--csv-formulas` of the commands that print texts of artifacts. */
export function csvFormulasOption(): Option {
  return new Option(
    '--csv-formulas <treatment>',
    'texts in CSV that a spreadsheet would run as formulas: with an apostrophe before them, or as they are',
  )
    .choices(CSV_FORMULAS)
    .default('neutralise');
}

/**
 * Parses a whole number from 0 to 999,999,999.
 *
 * @throws InvalidArgumentError for any other text
 */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError('Pass a whole number from 0 to 999999999.');
  }
  return Number(text);
}

/** Returns the option for the kind of a simulated history. */
export function worldOption(): Option {
  return new Option('--world <kind>', 'faults that are easy to find, or rough ones as well')
    .choices(FAULT_WORLDS)
    .default('plain' satisfies FaultWorld);
}

/**
 * Parses a whole number from 1 to 999,999,999.
 *
 * @throws InvalidArgumentError for any other text
 */
export function positiveNumber(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('Pass a whole number from 1 to 999999999.');
  return number;
}
