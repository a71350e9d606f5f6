import { z } from 'zod';
import { parsePolicy } from './parse.ts';

const schema = z.strictObject({
  /** Page that states the prices, and which of them. */
  source: z.string().min(1),
  /** Date on which the page stated them. */
  as_of: z.iso.date(),
  /** Price of 1,000 requests that list objects (class A), in US dollars. */
  usd_per_1000_lists: z.number().min(0),
  /** Price of 1,000 requests that read an object or its metadata (class B), in US dollars. */
  usd_per_1000_reads: z.number().min(0),
  /** Price of a GiB that leaves Google Cloud, in US dollars; within the region of the bucket it is free. */
  usd_per_gib_out: z.number().min(0),
});

/** Prices of Cloud Storage, for estimates. */
export type StoragePrices = z.infer<typeof schema>;

/**
 * Returns the prices in `infra/policy/prices.json`.
 *
 * @throws PolicyError if the value does not follow the schema
 */
export function parseStoragePrices(value: unknown): StoragePrices {
  return parsePolicy(schema, 'prices.json', value);
}
