import { InvalidArgumentError, Option } from 'commander';
import { parseWarehouseLocation } from '../../shared/config/warehouse-location.ts';
import { FORMATS } from './format/format.ts';

/** Returns the option `--warehouse`, which several commands have. */
export function warehouseOption(): Option {
  return new Option(
    '--warehouse <location>',
    'a DuckDB file, or bigquery:<project>[.<dataset prefix>]',
  )
    .argParser(parseWarehouseLocation)
    .default(parseWarehouseLocation('ci.duckdb'), 'ci.duckdb');
}

/** Returns the option `--format`, which several commands have. */
export function formatOption(): Option {
  return new Option('--format <format>', 'output format of the rows')
    .choices(FORMATS)
    .default('table');
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
