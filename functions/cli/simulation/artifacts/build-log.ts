import type { Build, NumberedBuild } from '../builds/build.ts';
import { isFailedCase } from '../builds/tests.ts';
import type { FailureTemplate } from '../catalog/failures.ts';
import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import { randomOf, type World } from '../world.ts';

const RELEASES = 'https://storage.googleapis.com/k8s-staging-kops/kops/releases';
/** Duration of the checkout of the test code. */
const CHECKOUT_MILLISECONDS = 4000;

/** Returns `build-log.txt`: a short log with the lines that readers look for, phase by phase as kubetest2 prints them. */
export function buildLog(world: World, build: NumberedBuild): string {
  return [
    ...opening(build),
    ...(reached(build, 'lease') ? leaseLines(build) : []),
    ...(reached(build, 'create') ? creation(build) : []),
    ...failureLines(build, ['create', 'up']),
    ...testing(build),
    ...(isCleanedUp(build) ? deletion(build) : []),
    ...failureLines(build, ['down']),
    ...closing(world, build),
    '',
  ].join('\n');
}

/** Returns the text of the failure that stopped a build, if it is one of the phases. */
function failureLines(
  { failure }: Build,
  phases: readonly FailureTemplate['phase'][],
): readonly string[] {
  return failure !== undefined && phases.includes(failure.template.phase) ? [failure.text] : [];
}

function opening({ times, run, place }: NumberedBuild): readonly string[] {
  const cluster = `build cluster ${place.buildCluster}`;
  return [`+ ${new Date(times.started).toISOString()} ${run.job.name} on ${cluster}`];
}

/** Returns whether a build reached a step. */
function reached({ ending }: Build, step: 'lease' | 'create'): boolean {
  if (ending.kind !== 'died') return true;
  if (ending.reason === 'clone_failure') return false;
  return step === 'lease' || ending.reason !== 'lease';
}

/** Returns whether a build fetched kOps and began to create its cluster. */
export function hasReachedCreation(build: Build): boolean {
  return reached(build, 'create');
}

/** Returns whether a build leased a resource from Boskos. */
export function hasAcquiredLease(build: Build): boolean {
  return build.place.lease !== undefined && reached(build, 'create');
}

/** Returns whether a build released its lease; a build that is killed never does. */
export function isLeaseReleased(world: World, build: NumberedBuild): boolean {
  return (
    !isKilled(build) &&
    !randomOf(world, 'release', build.run).chance(BUILD_PARAMETERS.never_released_share)
  );
}

/** Returns whether a build was stopped from outside while kubetest2 ran. */
export function isKilledInKubetest(build: Build): boolean {
  return isKilled(build) && build.times.finished > build.times.started + CHECKOUT_MILLISECONDS;
}

/** Returns whether Prow or the build cluster stopped a build. */
function isKilled({ ending }: Build): boolean {
  return (
    ending.kind === 'aborted' ||
    (ending.kind === 'died' && ['eviction', 'timeout'].includes(ending.reason))
  );
}

function isCleanedUp(build: Build): boolean {
  return hasReachedCreation(build) && !isKilled(build);
}

/** What kubetest2's deployers and Cluster API's scripts print about a lease. */
interface LeaseWording {
  readonly wanted: (type: string) => readonly string[];
  readonly acquired: (name: string) => string;
  readonly released: string;
}

/** kubetest2 (kubernetes/kops, `tests/e2e/kubetest2-kops/deployer`); only a flag names the type. */
const PROJECT: LeaseWording = {
  wanted: (type) => [
    `+ kubetest2 kops --up --boskos-resource-type=${type}`,
    'No GCP project provided, acquiring from Boskos',
  ],
  acquired: (name) => `Got project ${name} from boskos`,
  released: 'releasing boskos project',
};

/** kubernetes-sigs/cluster-api-provider-aws, `hack/boskos.py`. */
const ACCOUNT: LeaseWording = {
  wanted: (type) => [`python3 hack/boskos.py --get --resource-type=${type}`],
  acquired: (name) => `export BOSKOS_RESOURCE_NAME=${name}`,
  released: 'python3 hack/boskos.py --release',
};

function wordingOf(type: string): LeaseWording {
  return type.endsWith('-account') ? ACCOUNT : PROJECT;
}

function leaseLines(build: Build): readonly string[] {
  const { lease } = build.place;
  if (lease === undefined) return [];
  const at = build.times.started + CHECKOUT_MILLISECONDS;
  const { wanted, acquired } = wordingOf(lease.type);
  const lines = wanted(lease.type).map((text) =>
    text.startsWith('+') ? text : `${klog(at)} ${text}`,
  );
  return hasAcquiredLease(build)
    ? [...lines, `${klog(at + waitFor(build))} ${acquired(lease.name)}`]
    : lines;
}

function creation({ place, run, underTest, times }: Build): readonly string[] {
  const { job } = run;
  const at = times.started + CHECKOUT_MILLISECONDS;
  return [
    ...(run.refs === undefined
      ? [`${klog(at)} curl ${RELEASES}/${underTest.kops.version}/linux/amd64/kops`]
      : []),
    `+ kops create cluster --name ${place.cluster} --cloud ${job.cloud} --networking ${job.networking}` +
      ` --zones ${place.zones.join(',')} --yes`,
  ];
}

/** The trouble that every new cluster has at first, until it is ready. */
function validation({ place, times }: Build): readonly string[] {
  const node = place.nodes[0] ?? 'node';
  return [
    `W${klogTime(times.built)}    1412 validate_cluster.go:197] (will retry): unexpected error during validation: unable to resolve Kubernetes cluster API URL dns: lookup api.${place.cluster}: no such host`,
    'VALIDATION ERRORS',
    'KIND\tNAME\tMESSAGE',
    `Machine\t${node}\tmachine "${node}" has not yet joined cluster`,
    '',
    'Validation Failed',
    `Your cluster ${place.cluster} is ready`,
  ];
}

function testing(build: Build): readonly string[] {
  const { cases, times } = build;
  if (cases.length === 0) return [];
  const ran = cases.filter(({ attempts }) => attempts.length > 0);
  const failed = ran.filter(isFailedCase);
  const isPassed = failed.length === 0;
  const seconds = ((times.tested - times.up) / 1000).toFixed(3);
  return [
    ...validation(build),
    'Running Suite: Kubernetes e2e suite - /rundir',
    ...failed.map(({ test }) => `• [FAILED] ${test.name.replace('[It] ', '')}`),
    `Ran ${ran.length} of ${cases.length} Specs in ${seconds} seconds`,
    `${isPassed ? 'SUCCESS' : 'FAIL'}! -- ${ran.length - failed.length} Passed | ${failed.length} Failed | 0 Pending | ${cases.length - ran.length} Skipped`,
    `Test Suite ${isPassed ? 'Passed' : 'Failed'}`,
  ];
}

/** The deletion of a cluster, which takes several attempts. */
function deletion({ place, times }: Build): readonly string[] {
  return [
    `I${klogTime(times.tested)}    1412 down.go:61] kops delete cluster --name ${place.cluster} --yes --interval=60s --wait=60m`,
    `subnet:${place.zones[0] ?? place.region}.${place.cluster}\tstill has dependencies, will retry`,
  ];
}

function closing(world: World, build: NumberedBuild): readonly string[] {
  const { ending, isPassed } = build;
  const { lease } = build.place;
  if (ending.kind === 'aborted') {
    return [
      '{"component":"entrypoint","level":"error","msg":"Entrypoint received interrupt: terminated","severity":"error"}',
    ];
  }
  return [
    ...(lease !== undefined && hasAcquiredLease(build) && isLeaseReleased(world, build)
      ? [`${klog(build.times.finished)} ${wordingOf(lease.type).released}`]
      : []),
    isPassed ? '+ EXIT_VALUE=0' : '+ EXIT_VALUE=1',
  ];
}

/** Returns the wait for a lease in milliseconds: up to two minutes, depending on the build. */
function waitFor({ times }: Build): number {
  return (Math.floor(times.started / 1000) % 120) * 1000;
}

/** Returns the prefix of a line of klog. */
function klog(at: number): string {
  return `I${klogTime(at)}    1234 main.go:90]`;
}

/** Returns the date and time of a line of klog, which have no year. */
function klogTime(at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  return `${date.slice(5).replace('-', '')} ${time.replace('Z', '000')}`;
}
