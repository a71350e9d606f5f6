import type { Build } from '../builds/build.ts';
import { isFailed } from '../builds/cases.ts';
import { BUILDS } from '../catalog/builds.ts';
import type { NumberedRun } from '../history/run.ts';
import { randomOf, type World } from '../world.ts';

/** `build-log.txt`: short, with the lines that people look for. */
export function buildLog(world: World, build: Build<NumberedRun>): string {
  return [
    ...opening(build),
    ...(reached(build, 'lease') ? leaseLines(build) : []),
    ...(reached(build, 'create') ? creation(build) : []),
    ...(build.failure === undefined ? [] : [build.failure.text]),
    ...testing(build),
    ...closing(world, build),
    '',
  ].join('\n');
}

function opening({ times, run }: Build<NumberedRun>): readonly string[] {
  const cluster = `build cluster ${run.job.cluster}`;
  return [`+ ${new Date(times.started).toISOString()} ${run.job.name} on ${cluster}`];
}

/** Did the build come as far as this? */
function reached({ ending }: Build, step: 'lease' | 'create'): boolean {
  if (ending.kind !== 'died') return true;
  if (ending.reason === 'clone_failure') return false;
  return step === 'lease' || ending.reason !== 'lease';
}

/** Did the build get something from Boskos? */
export function hasLease(build: Build): boolean {
  return build.place.lease !== undefined && reached(build, 'create');
}

/** Was it given back? Whoever is killed gives nothing back. */
export function isReleased(world: World, build: Build<NumberedRun>): boolean {
  const { ending, run } = build;
  const isKilled =
    ending.kind === 'aborted' ||
    (ending.kind === 'died' && ['eviction', 'timeout'].includes(ending.reason));
  return !isKilled && !randomOf(world, 'release', run).chance(BUILDS.never_released_share);
}

function leaseLines(build: Build): readonly string[] {
  const { lease } = build.place;
  if (lease === undefined) return [];
  const wanted = `boskos: acquiring a resource of type ${lease.type}`;
  return hasLease(build) ? [wanted, `Got project ${lease.name} from boskos`] : [wanted];
}

function creation({ place, run, under }: Build): readonly string[] {
  const { job } = run;
  return [
    `kops version under test: ${under.kops.version}`,
    `kubernetes version under test: ${job.k8s_version}`,
    `+ kops create cluster --name ${place.cluster} --cloud ${job.cloud} --networking ${job.networking}` +
      ` --zones ${place.zones.join(',')} --yes`,
  ];
}

function testing({ cases }: Build): readonly string[] {
  if (cases.length === 0) return [];
  const ran = cases.filter(({ attempts }) => attempts.length > 0);
  const failed = ran.filter(isFailed);
  return [
    ...failed.map(({ test }) => `• [FAILED] ${test.name.replace('[It] ', '')}`),
    `Ran ${ran.length} of ${cases.length} specs: ${ran.length - failed.length} passed, ${failed.length} failed, ${cases.length - ran.length} skipped`,
  ];
}

function closing(world: World, build: Build<NumberedRun>): readonly string[] {
  const { ending, isPassed } = build;
  if (ending.kind === 'aborted') {
    return [
      '{"component":"entrypoint","level":"error","msg":"interrupted by signal terminated","severity":"error"}',
    ];
  }
  return [
    ...(hasLease(build) && isReleased(world, build) ? ['releasing boskos project'] : []),
    isPassed ? '+ EXIT_VALUE=0' : '+ EXIT_VALUE=1',
  ];
}
