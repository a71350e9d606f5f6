import { z } from 'zod';
import { keyedKind, ownRule } from '../finding-kind.ts';
import { buildKey } from '../keys.ts';

const OWN_LEASES = `
  SELECT build_path, resource_type, resource, is_released
  FROM resource_leases
  WHERE is_acquired`;

const row = z.object({
  build_path: z.string(),
  resource_type: z.string().nullable(),
  resource: z.string(),
  is_released: z.boolean().nullable(),
});

/** The resources that builds with a log leased, and whether they released them. The unit is the lease. */
export const LEASES = keyedKind({
  name: 'lease',
  rules: [ownRule(OWN_LEASES)],
  row,
  keysOf: (lease) => [keyOf(lease)],
  expected: ({ builds, leases }) => {
    const withLog = new Set(
      builds.filter(({ has_log }) => has_log).map(({ build_path }) => build_path),
    );
    const required = leases
      .filter(({ build_path }) => withLog.has(build_path))
      .map(({ type, name, ...lease }) => keyOf({ ...lease, resource_type: type, resource: name }));
    return { required: new Set(required) };
  },
});

function keyOf({ build_path, resource_type, resource, is_released }: z.infer<typeof row>): string {
  const end = is_released ? 'released' : 'never released';
  return `${buildKey(build_path)} leased ${resource_type ?? 'something'} ${resource}, ${end}`;
}
