import { hasAcquiredLease, isLeaseReleased } from '../artifacts/build-log.ts';
import { buildPath } from '../artifacts/paths.ts';
import type { World } from '../world.ts';
import { hasEnded, type ObservedBuild } from './observed-build.ts';

/** A resource that a build leased from Boskos. */
export interface LeaseTruth {
  readonly build_path: string;
  readonly type: string;
  readonly name: string;
  readonly is_released: boolean;
}

/** Returns the lease of a build that ended, as a list of at most one. */
export function leaseTruth(world: World, observed: ObservedBuild): readonly LeaseTruth[] {
  const { build } = observed;
  const { lease } = build.place;
  if (lease === undefined || !hasEnded(observed) || !hasAcquiredLease(build)) return [];
  const is_released = isLeaseReleased(world, build);
  return [{ build_path: buildPath(build.run), ...lease, is_released }];
}
