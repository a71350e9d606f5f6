/** Files of one build of a periodic job, which tests put into buckets. */

export const BUILD_PATH = 'logs/e2e-kops-grid-calico-u2404-k35/1991387062838034432/';

export const started = (timestamp = 1763683200): string =>
  JSON.stringify({ timestamp, node: 'pod-1', 'repo-commit': 'abc123' });

export const finished = (passed = true, timestamp = 1763686800): string =>
  JSON.stringify({ timestamp, passed, result: passed ? 'SUCCESS' : 'FAILURE' });

export const prowjob = (state = 'success'): string =>
  JSON.stringify({
    kind: 'ProwJob',
    metadata: { name: 'pj', annotations: { 'test.kops.k8s.io/cloud': 'aws' } },
    spec: {
      type: 'periodic',
      job: 'e2e-kops-grid-calico-u2404-k35',
      cluster: 'k8s-infra-kops-prow-build',
    },
    status: {
      state,
      startTime: '2025-11-20T23:55:00Z',
      pendingTime: '2025-11-20T23:56:00Z',
      ...(state === 'pending' ? {} : { completionTime: '2025-11-21T01:01:00Z' }),
    },
  });

/** Returns a report with the test cases that are given as `name:outcome`. */
export function junit(...cases: readonly string[]): string {
  const children: Readonly<Record<string, string>> = {
    passed: '',
    failed: '<failure message="it broke">at line 1</failure>',
    errored: '<error message="it died"/>',
    skipped: '<skipped/>',
    retired: '<skipped message="retired"/>',
  };
  const elements = cases.map((testCase) => {
    const [name = '', outcome = 'passed'] = testCase.split(':');
    return `<testcase classname="c" name="${name}" time="1.5">${children[outcome] ?? ''}</testcase>`;
  });
  return `<testsuite name="suite">${elements.join('')}</testsuite>`;
}
