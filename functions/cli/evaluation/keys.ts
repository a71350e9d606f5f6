import { z } from 'zod';

/** The names of a test case in reports and rows; all `null` for a build as a whole. */
export interface TestNames {
  readonly suite: string | null;
  readonly class_name: string | null;
  readonly test_name: string | null;
}

/** A row about a test in a job; all names are `null` for a build as a whole. */
export const testInJobSchema = z.object({
  job: z.string(),
  suite: z.string().nullable(),
  class_name: z.string().nullable(),
  test_name: z.string().nullable(),
});

/** Name of the suite of kubetest2's own report, whose cases are the phases of a build. */
const RUNNER_SUITE = 'kubetest2';

/** The phase that fails if a cluster does not validate. */
export const UP_PHASE: TestNames = { suite: RUNNER_SUITE, class_name: null, test_name: 'Up' };

/** The phase that fails if any test does. */
export const TEST_PHASE: TestNames = { suite: RUNNER_SUITE, class_name: null, test_name: 'Test' };

/** A build as a whole, for failures that leave no report. */
export const WHOLE_BUILD: TestNames = { suite: null, class_name: null, test_name: null };

/** Returns a key that is unique for a test across jobs. */
export function testKey({ suite, class_name, test_name }: TestNames): string {
  return JSON.stringify([suite, class_name, test_name]);
}

/** Returns a key that is unique for a test in one job. */
export function testInJobKey(job: string, { suite, class_name, test_name }: TestNames): string {
  return JSON.stringify([job, suite, class_name, test_name]);
}

/** Returns whether a test case is a phase of kubetest2. */
export function isPhase({ suite }: TestNames): boolean {
  return suite === RUNNER_SUITE;
}

/** Returns the path of a build without its trailing slash, which rows and truth do not both have. */
export function buildKey(path: string): string {
  return path.replace(/\/$/, '');
}
