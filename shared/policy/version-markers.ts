import { z } from 'zod';
import json from '../../infra/policy/version-markers.json' with { type: 'json' };

const CHARACTERS = 'A-Za-z0-9._/-';

const place = z
  .string()
  .regex(
    new RegExp(`^(?:[${CHARACTERS}]|\\{branch\\})*/\\{channel\\}\\.txt$`),
    'a name below the bucket that ends with /{channel}.txt and may have {branch} in it',
  );
const marker = z
  .string()
  .regex(
    new RegExp(`^(?:[${CHARACTERS}]|\\{branch\\})+\\.txt$`),
    'a name below the bucket that ends with .txt and may have {branch} in it',
  );
const pattern = z
  .string()
  .regex(new RegExp(`^[*${CHARACTERS}]+$`), 'a name below the bucket, with * for anything');

const schema = z
  .strictObject({
    /** Where markers are: the names of the objects below their bucket. The first that fits counts. */
    places: z
      .array(
        z
          .strictObject({
            name: place,
            /** What the versions are of. */
            product: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens'),
          })
          .readonly(),
      )
      .readonly(),
    /** After how many hours without a new version a marker is stale; null: never. The first that fits counts. */
    limits: z
      .array(
        z
          .strictObject({ markers: pattern, stale_after_hours: z.number().positive().nullable() })
          .readonly(),
      )
      .readonly()
      .refine((limits) => limits.at(-1)?.markers === '*', 'the last one has to be for *'),
    /** Which marker is copied from which when the tests have passed. */
    promotions: z.array(z.strictObject({ to: marker, from: marker }).readonly()).readonly(),
  })
  .readonly();

export type MarkerPolicy = z.infer<typeof schema>;

/**
 * Checks what `infra/policy/version-markers.json` holds.
 *
 * @throws Error which says what is wrong, and where
 */
export function parseMarkerPolicy(value: unknown): MarkerPolicy {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`infra/policy/version-markers.json is wrong:\n${z.prettifyError(parsed.error)}`);
}

export const MARKER_POLICY = parseMarkerPolicy(json);
