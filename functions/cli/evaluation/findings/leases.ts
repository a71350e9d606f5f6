import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { z } from 'zod';

const OUR_LEASES = `
  SELECT build_path, resource_type, resource, is_released
  FROM resource_leases
  WHERE is_acquired`;

const rowsSchema = z.array(
  z.object({
    build_path: z.string(),
    resource_type: z.string().nullable(),
    resource: z.string(),
    is_released: z.boolean(),
  }),
);

/** What was leased and whether it was given back, by builds that left a log. The unit is the lease, all of it. */
export const LEASES: FindingKind = {
  name: 'lease',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_LEASES }],
  judge: ({ builds, leases }, rows) => {
    const withLog = new Set(
      builds.filter(({ has_log }) => has_log).map(({ build_path }) => build_path),
    );
    const found = rowsSchema.parse(rows).map((row) => keyOf(row.build_path, row));
    const required = new Set(
      leases
        .filter(({ build_path }) => withLog.has(build_path))
        .map(({ build_path, type, name, is_released }) =>
          keyOf(build_path, { resource_type: type, resource: name, is_released }),
        ),
    );
    return [{ kind: 'lease', score: scoreFindings({ required, isTolerated: () => false }, found) }];
  },
};

function keyOf(
  path: string,
  lease: { resource_type: string | null; resource: string; is_released: boolean },
): string {
  const { resource_type, resource, is_released } = lease;
  const end = is_released ? 'released' : 'never released';
  return `${path.replace(/\/$/, '')} leased ${resource_type ?? 'something'} ${resource}, ${end}`;
}
