/** A test case as reports and rows name it; all `null` for a build as a whole. */
export interface TestNames {
  readonly suite: string | null;
  readonly class_name: string | null;
  readonly test_name: string | null;
}

/** Suite of kubetest2's own report, whose cases are the phases of a build and no tests. */
const RUNNER_SUITE = 'kubetest2';

/** What fails when a cluster does not validate. */
export const UP_PHASE: TestNames = { suite: RUNNER_SUITE, class_name: null, test_name: 'Up' };

/** What fails whenever any test does. */
export const TEST_PHASE: TestNames = { suite: RUNNER_SUITE, class_name: null, test_name: 'Test' };

/** A build as a whole, for what leaves no report. */
export const WHOLE_BUILD: TestNames = { suite: null, class_name: null, test_name: null };

/** Tells a test from every other one, across jobs. */
export function testKey({ suite, class_name, test_name }: TestNames): string {
  return JSON.stringify([suite, class_name, test_name]);
}

/** Tells a test in one job from every other one. */
export function testInJobKey(job: string, { suite, class_name, test_name }: TestNames): string {
  return JSON.stringify([job, suite, class_name, test_name]);
}

/** Is it a phase of kubetest2? */
export function isPhase({ suite }: TestNames): boolean {
  return suite === RUNNER_SUITE;
}
