import { z } from 'zod';
import { hyphenatedName, parsePolicy, policyVersion } from './parse.ts';
import { generatedViewSql, rowSql, stringSql } from './sql.ts';
import { wildcardExpression } from './wildcard.ts';

const FILE = 'version-markers.json';

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
  .regex(new RegExp(`^[*${CHARACTERS}]+$`), 'a name below the bucket, with * for any characters');

const schema = z
  .strictObject({
    version: policyVersion,
    /** Names of the objects below their bucket that are markers; the first that matches counts. */
    places: z
      .array(
        z
          .strictObject({
            name: place,
            /** The product whose versions the marker names. */
            product: hyphenatedName,
          })
          .readonly(),
      )
      .readonly(),
    /** Hours without a new version after which a marker is stale; null: never. The first pattern that matches counts. */
    limits: z
      .array(
        z
          .strictObject({ markers: pattern, stale_after_hours: z.number().positive().nullable() })
          .readonly(),
      )
      .readonly()
      .refine((limits) => limits.at(-1)?.markers === '*', 'the last one has to be for *'),
    /** Markers that are copied from another marker when the tests have passed. */
    promotions: z.array(z.strictObject({ to: marker, from: marker }).readonly()).readonly(),
  })
  .readonly();

export type VersionMarkerPolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/version-markers.json`.
 *
 * @throws PolicyError if the value does not follow the schema
 */
export function parseVersionMarkerPolicy(value: unknown): VersionMarkerPolicy {
  return parsePolicy(schema, FILE, value);
}

/** Returns the SQL of the view `marker_policy`: one row for each limit and each promotion, in their order. */
export function markerPolicySql({ limits, promotions }: VersionMarkerPolicy): string {
  return generatedViewSql(FILE, [
    ...limits.map(({ markers, stale_after_hours }, i) =>
      markerRowSql({
        kind: 'limit',
        position: i + 1,
        markers: wildcardExpression(markers),
        hours: stale_after_hours,
      }),
    ),
    ...promotions.map(({ to, from }, i) =>
      markerRowSql({ kind: 'promotion', position: i + 1, markers: to, from }),
    ),
  ]);
}

interface MarkerPolicyRow {
  readonly kind: 'limit' | 'promotion';
  readonly position: number;
  readonly markers: string;
  readonly hours?: number | null;
  readonly from?: string;
}

function markerRowSql({ kind, position, markers, hours, from }: MarkerPolicyRow): string {
  return rowSql({
    kind: stringSql(kind),
    position: String(position),
    markers: stringSql(markers),
    stale_after_hours: `CAST(${hours ?? 'NULL'} AS FLOAT64)`,
    promoted_from: stringSql(from),
  });
}
