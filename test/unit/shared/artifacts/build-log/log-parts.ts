// Logs of kubetest2 and kOps, phase by phase; the texts follow the sources that symptoms.json names.
export const INIT_LINES = ['I1120 10:00:01.123456    1412 app.go:130] ID for this run: "0a1b2c"'];
export const CREATE_LINES = [
  ...INIT_LINES,
  'W1120 10:00:10.123456    1412 state.go:46] failed to run kops get cluster a -ojson; stderr=Error: cluster not found "a"',
  'I1120 10:00:12.123456    1412 up.go:314] kops create cluster --name a --cloud aws',
];
export const EXECUTE_LINES = [
  ...CREATE_LINES,
  'I1120 10:00:31.123456    1412 executor.go:113] Tasks: 0 done / 9 total; 4 can run',
];
export const VALIDATION_FAILED = 'Error: validation failed: wait time exceeded during validation';
export const STARTING_LINES = [
  ...EXECUTE_LINES,
  'W1120 10:02:53.123456    1412 validate_cluster.go:197] (will retry): unexpected error during validation: unable to resolve Kubernetes cluster API URL dns: lookup api.a: no such host',
  'VALIDATION ERRORS',
  'Machine\ti-1\tmachine "i-1" has not yet joined cluster',
  'Pod\tkube-system/coredns-1\tsystem-cluster-critical pod "coredns-1" is pending',
  'Validation Failed',
];
export const UP_LINES = [
  ...STARTING_LINES,
  'Your cluster a is ready',
  'I1120 10:06:13.123456    1412 validate_cluster.go:233] (will retry): cluster passed validation 9 consecutive times',
];
export const SUITE_LINES = [
  ...UP_LINES,
  'I1120 10:07:13.123456    1412 ginkgo.go:104] Running ginkgo test as /rundir/ginkgo [--nodes=25]',
  'Running Suite: Kubernetes e2e suite - /rundir',
  '  Nov 20 10:11:12.1: INFO: container "c" was OOMKilled; no space left on device; api error VpcLimitExceeded',
];
export const PASSED_LINES = [
  ...SUITE_LINES,
  'Ran 3 of 9 Specs in 1.5 seconds',
  'SUCCESS! -- 3 Passed | 0 Failed',
  'Test Suite Passed',
];
export const FAILED_LINES = [
  ...SUITE_LINES,
  'Ran 3 of 9 Specs in 1.5 seconds',
  'FAIL! -- 2 Passed | 1 Failed',
  'Test Suite Failed',
];
export const DOWN_LINES = [
  'I1120 10:40:01.123456    1412 dumplogs.go:59] kops toolbox dump --name a',
  'W1120 10:40:05.123456    1412 toolbox_dump.go:195] error listing nodes: dial tcp 203.0.113.9:443: connect: connection refused',
  'I1120 10:42:11.123456    1412 down.go:61] kops delete cluster --name a --yes',
  'subnet:subnet-0a\tstill has dependencies, will retry',
  'vpc:vpc-0a\terror deleting resources, will retry: api error DependencyViolation: it is in use',
];
export const DELETION_FAILED = 'Error: not making progress deleting resources; giving up';
export const INTERRUPTED =
  '{"component":"entrypoint","level":"error","msg":"Entrypoint received interrupt: terminated"}';

/** Returns the lines of a task of kOps that fails again and again, and the error that ends it. */
export function failedTask(error: string): readonly string[] {
  return [
    ...EXECUTE_LINES,
    `W1120 10:00:51.123456    1412 executor.go:142] error running task "X/a" (9m56s remaining to succeed): ${error}`,
    `Error: error running tasks: deadline exceeded executing task X/a. Example error: ${error}`,
  ];
}
