import { z } from 'zod';
import { parsePolicy } from './parse.ts';

const price = z.number().min(0);

/** Prices of the services of a deployment, in US dollars. */
const servicesSchema = z.strictObject({
  source: z.string().min(1),
  as_of: z.iso.date(),
  /** Price of a TiB that is published, and of one that is delivered. */
  usd_per_tib_messages: price,
  usd_per_million_requests: price,
  usd_per_vcpu_second: price,
  usd_per_gib_second: price,
  /** Price of a GiB that is written by the Storage Write API. */
  usd_per_gib_written: price,
  usd_per_tib_queried: price,
  /** Price of a GiB of active logical storage. */
  usd_per_gib_month_stored: price,
  usd_per_gib_logged: price,
  /** What is free in each month, for a project or billing account. */
  free_monthly: z.strictObject({
    tib_queried: price,
    gib_written: price,
    gib_messages: price,
    gib_logged: price,
    gib_stored: price,
  }),
});

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
  services: servicesSchema,
});

/** Prices of Cloud Storage, for estimates, and of the services of a deployment. */
export type StoragePrices = z.infer<typeof schema>;

/**
 * Returns the prices in `infra/policy/prices.json`.
 *
 * @throws PolicyError if the value does not follow the schema
 */
export function parseStoragePrices(value: unknown): StoragePrices {
  return parsePolicy(schema, 'prices.json', value);
}
