import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import { cloudByName } from '../catalog/clouds.ts';
import { fill } from '../fill.ts';
import type { JobRun } from '../history/run.ts';
import { Random } from '../random.ts';
import { type World, randomOf } from '../world.ts';

/** Where the cluster of a build is, and what things are called there. */
export interface BuildPlace {
  readonly region: string;
  readonly zones: readonly string[];
  readonly cluster: string;
  readonly nodes: readonly string[];
  readonly buildCluster: string;
  /** The pod of the build itself, and the node of the build cluster that it runs on. */
  readonly podName: string;
  readonly podNode: string;
  /** What Boskos lends, of the jobs that lease. */
  readonly lease: { readonly type: string; readonly name: string } | undefined;
}

const NODES = 3;

/** Puts a build somewhere: in the zones of its job, else in any region of its cloud. */
export function buildPlace(world: World, run: JobRun): BuildPlace {
  const { job } = run;
  const cloud = cloudByName(job.cloud);
  const random = randomOf(world, 'place', run);
  const picked = random.pick(Object.keys(cloud.regions));
  const region = regionOfZones(job.cloud, job.zones) ?? picked;
  const zones = job.zones ?? [random.pick(cloud.regions[region] ?? [region])];
  const context = { at: run.triggeredAt, values: { region, zone: zones[0] ?? region } };
  const domain =
    job.env['CLUSTER_NAME'] ??
    `${fill(BUILD_PARAMETERS.unnamed_cluster, random, context)}.${cloud.dns_domain}`;
  return {
    region,
    zones,
    cluster: domain,
    nodes: Array.from({ length: NODES }, () => fill(cloud.node_name, random, context)),
    buildCluster: buildClusterOf(world, run),
    podName: random.uuid(),
    podNode: fill(BUILD_PARAMETERS.prow_node, random, context),
    lease:
      job.leaseType === undefined
        ? undefined
        : {
            type: job.leaseType,
            name: leasedName(job.leaseType, fill(cloud.boskos?.project ?? '', random, context)),
          },
  };
}

function regionOfZones(cloud: string, zones: readonly string[] | undefined): string | undefined {
  const [zone] = zones ?? [];
  if (zone === undefined) return undefined;
  const regions = Object.entries(cloudByName(cloud).regions);
  return regions.find(([, known]) => known.includes(zone))?.[0];
}

/** Clouds that lease by exception have no pattern of their own. */
function leasedName(type: string, project: string): string {
  return project === '' ? `${type}-001` : project;
}

/** The build cluster that a job is configured for when the build is triggered: some jobs move to another one. */
export function buildClusterOf({ settings, window }: World, { job, triggeredAt }: JobRun): string {
  const { move } = cloudByName(job.cloud);
  if (move?.from !== job.cluster) return job.cluster;
  const random = new Random(settings.seed, 'build-cluster', job.name);
  if (!random.chance(move.share)) return job.cluster;
  const movedAt = window.start + random.between(move.at) * (window.end - window.start);
  return triggeredAt < movedAt ? job.cluster : move.to;
}

/** What a build opens its cloud with: as its cloud usually has it, with a role instead, or with both. */
export type CloudAccess = 'usual' | 'role' | 'both';

/** What a build is given, by the configuration that its job has when it is triggered. */
export function cloudAccess(world: World, { job, triggeredAt }: JobRun): CloudAccess {
  const { settings, window } = world;
  const { federation } = cloudByName(job.cloud);
  const random = new Random(settings.seed, 'federation', job.name);
  if (federation === undefined || !random.chance(federation.share)) return 'usual';
  const length = window.end - window.start;
  const roleFrom = window.start + random.between(federation.at) * length;
  const overlap = random.between(federation.overlap) * length;
  const keyUntil = random.chance(federation.overlap_share) ? roleFrom + overlap : roleFrom;
  if (triggeredAt < roleFrom) return 'usual';
  return triggeredAt < keyUntil ? 'both' : 'role';
}
