import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import { cloudByName } from '../catalog/clouds.ts';
import { fill } from '../fill.ts';
import type { JobRun } from '../history/run.ts';
import { Random } from '../random.ts';
import { randomOf, type World } from '../world.ts';

/** The location of a build's cluster, and the names of its machines. */
export interface BuildPlace {
  readonly region: string;
  readonly zones: readonly string[];
  readonly cluster: string;
  readonly nodes: readonly string[];
  readonly buildCluster: string;
  /** The pod of the build itself, and the node of the build cluster that runs it. */
  readonly podName: string;
  readonly podNode: string;
  /** The resource leased from Boskos; `undefined` for jobs that lease none. */
  readonly lease: { readonly type: string; readonly name: string } | undefined;
}

const NODES = 3;

/** Chooses the location of a build: the zones of its job, otherwise any region of its cloud. */
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

/** Returns the name of a leased resource; a cloud without a pattern for names numbers its resources. */
function leasedName(type: string, project: string): string {
  return project === '' ? `${type}-001` : project;
}

/** Returns the build cluster that a job is configured for when a run is triggered; some jobs move during the window. */
function buildClusterOf({ settings, window }: World, { job, triggeredAt }: JobRun): string {
  const { move } = cloudByName(job.cloud);
  if (move?.from !== job.cluster) return job.cluster;
  const random = new Random(settings.seed, 'build-cluster', job.name);
  if (!random.chance(move.share)) return job.cluster;
  const movedAt = window.start + random.between(move.at) * (window.end - window.start);
  return triggeredAt < movedAt ? job.cluster : move.to;
}

/** The credentials of a build: those of its cloud's jobs by default, a role that replaces the key, or both. */
export type CloudAccess = 'default' | 'role' | 'both';

/** Returns the credentials that a job is configured with when a run is triggered. */
export function cloudAccess(world: World, { job, triggeredAt }: JobRun): CloudAccess {
  const { settings, window } = world;
  const { federation } = cloudByName(job.cloud);
  const random = new Random(settings.seed, 'federation', job.name);
  if (federation === undefined || !random.chance(federation.share)) return 'default';
  const length = window.end - window.start;
  const roleFrom = window.start + random.between(federation.at) * length;
  const overlap = random.between(federation.overlap) * length;
  const keyUntil = random.chance(federation.overlap_share) ? roleFrom + overlap : roleFrom;
  if (triggeredAt < roleFrom) return 'default';
  return triggeredAt < keyUntil ? 'both' : 'role';
}
