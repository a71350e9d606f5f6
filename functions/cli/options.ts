import { InvalidArgumentError, Option } from 'commander';
import {
  parseWarehouseLocation,
  type WarehouseLocation,
} from '../../shared/config/warehouse-location.ts';
import { FORMATS } from './format/format.ts';

/** Options that more than one command has. */

export interface WarehouseOption {
  readonly warehouse: WarehouseLocation;
}

export function warehouseOption(): Option {
  return new Option(
    '--warehouse <where>',
    'a DuckDB file, or bigquery:<project>[.<dataset prefix>]',
  )
    .argParser(parseWarehouseLocation)
    .default(parseWarehouseLocation('ci.duckdb'), 'ci.duckdb');
}

export function formatOption(): Option {
  return new Option('--format <format>', 'how to print the rows').choices(FORMATS).default('table');
}

/** Reads a whole number that is not negative. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(text);
}
