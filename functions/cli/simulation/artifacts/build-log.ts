import type { Build, NumberedBuild } from '../builds/build.ts';
import { isFailedCase } from '../builds/tests.ts';
import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import { randomOf, type World } from '../world.ts';

const RELEASES = 'https://storage.googleapis.com/k8s-staging-kops/kops/releases';
/** Duration of the checkout of the test code. */
const CHECKOUT_MILLISECONDS = 4000;

/** Returns `build-log.txt`: a short log with the lines that readers look for. */
export function buildLog(world: World, build: NumberedBuild): string {
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
  const { ending, run } = build;
  const isKilled =
    ending.kind === 'aborted' ||
    (ending.kind === 'died' && ['eviction', 'timeout'].includes(ending.reason));
  return (
    !isKilled && !randomOf(world, 'release', run).chance(BUILD_PARAMETERS.never_released_share)
  );
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

function testing({ cases }: Build): readonly string[] {
  if (cases.length === 0) return [];
  const ran = cases.filter(({ attempts }) => attempts.length > 0);
  const failed = ran.filter(isFailedCase);
  return [
    ...failed.map(({ test }) => `• [FAILED] ${test.name.replace('[It] ', '')}`),
    `Ran ${ran.length} of ${cases.length} specs: ${ran.length - failed.length} passed, ${failed.length} failed, ${cases.length - ran.length} skipped`,
  ];
}

function closing(world: World, build: NumberedBuild): readonly string[] {
  const { ending, isPassed } = build;
  const { lease } = build.place;
  if (ending.kind === 'aborted') {
    return [
      '{"component":"entrypoint","level":"error","msg":"interrupted by signal terminated","severity":"error"}',
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

/** Returns the prefix of a line of klog, whose date has no year. */
function klog(at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  return `I${date.slice(5).replace('-', '')} ${time.replace('Z', '000')}    1234 main.go:90]`;
}
