import { cloudNamed } from '../catalog/clouds.ts';
import type { Run } from '../history/run.ts';
import { Random } from '../random/random.ts';
import type { World } from '../world.ts';

/** The build cluster that a job is configured for when the build is triggered: some jobs move to another one. */
export function buildClusterOf({ settings, window }: World, { job, triggeredAt }: Run): string {
  const { move } = cloudNamed(job.cloud);
  if (move?.from !== job.cluster) return job.cluster;
  const random = new Random(settings.seed, 'build-cluster', job.name);
  if (!random.chance(move.share)) return job.cluster;
  const movedAt = window.start + random.between(move.at) * (window.end - window.start);
  return triggeredAt < movedAt ? job.cluster : move.to;
}
