import type { TestCaseName } from './test-case.ts';

/**
 * Kind of a test case: a `test`; a `hook` of tests, which most tools write only when it fails; a `suite`, which stands
 * for the setup, the teardown or the loading of a whole suite; a `phase` of a build; or a `summary` of other cases.
 */
export type CaseKind = 'test' | 'hook' | 'suite' | 'phase' | 'summary';

/** Class of all cases that kubetest writes (kubernetes/test-infra, folder kubetest). */
const KUBETEST_CLASS = 'e2e.go';

/** Suite of all cases that kubetest2 writes (kubernetes-sigs/kubetest2, pkg/metadata/writer.go). */
const KUBETEST2_SUITE = 'kubetest2';

/**
 * Names of cases that stand for a suite as a whole: nodes of Ginkgo (types.NodeType in onsi/ginkgo), packages of Go
 * that did not build or ended outside of tests (junit/junit.go in jstemmer/go-junit-report, internal/junitxml/report.go
 * in gotestyourself/gotestsum), and environments of googletest.
 */
const SUITE_NAMES =
  /^(?:\[(?:(?:Synchronized|Report)?(?:Before|After)Suite|DeferCleanup \(Suite\))\](?: .*)?|TestMain|\[(?:build|setup) failed\]|\[failed-to-load\])$/s;

/**
 * Names of hooks: of Mocha and Cypress (lib/suite.js in mochajs/mocha), Jasmine, Playwright, Ginkgo, Python's unittest,
 * JUnit and NUnit.
 */
const HOOK_NAMES =
  /"(?:before|after) (?:each|all)" hook\b|\b(?:before|after)(?:Each|All) hook\b|^(?:before|after)(?:Each|All)$|^\[(?:(?:Just|Report)?(?:Before|After)(?:Each|All)|DeferCleanup(?: \((?:Each|All)\))?)\](?: |$)|^(?:setUp|tearDown)(?:Class|Module) \(|^(?:initializationError|executionError|classMethod|OneTimeSetUp|OneTimeTearDown)$/;

/** Returns the kind of a test case according to its names. */
export function caseKind({ suite, class_name, test_name }: TestCaseName): CaseKind {
  if (suite === KUBETEST2_SUITE || class_name === KUBETEST_CLASS) {
    return test_name === 'Test' ? 'summary' : 'phase';
  }
  if (SUITE_NAMES.test(test_name) || isGoRuntimeError(suite, class_name, test_name)) return 'suite';
  return HOOK_NAMES.test(test_name) ? 'hook' : 'test';
}

/** go-junit-report writes the case `Failure` of the package for an error outside of tests. */
function isGoRuntimeError(suite: string | null, className: string | null, name: string): boolean {
  return name === 'Failure' && suite !== null && suite === className;
}
