import { cloudNamed } from '../catalog/clouds.ts';
import type { Run } from '../history/run.ts';
import { Random } from '../random/random.ts';
import type { World } from '../world.ts';

/** What a build opens its cloud with: as its cloud usually has it, with a role instead, or with both. */
export type Access = 'usual' | 'role' | 'both';

/** What a build is given, by the configuration that its job has when it is triggered. */
export function accessOf(world: World, { job, triggeredAt }: Run): Access {
  const { settings, window } = world;
  const { federation } = cloudNamed(job.cloud);
  const random = new Random(settings.seed, 'federation', job.name);
  if (federation === undefined || !random.chance(federation.share)) return 'usual';
  const length = window.end - window.start;
  const roleFrom = window.start + random.between(federation.at) * length;
  const overlap = random.between(federation.overlap) * length;
  const keyUntil = random.chance(federation.overlap_share) ? roleFrom + overlap : roleFrom;
  if (triggeredAt < roleFrom) return 'usual';
  return triggeredAt < keyUntil ? 'both' : 'role';
}
