import { REPOSITORY } from '../catalog/repositories.ts';
import { SUITE, type SuiteTest } from '../catalog/tests.ts';
import type { FaultScope } from '../faults/scope.ts';
import type { Commit } from '../history/commits.ts';

/** The identity of a test case in reports. */
export interface TestTruth {
  readonly suite: string;
  readonly class_name: string | null;
  readonly test_name: string;
}

/** A commit of the repository under test; `ordinal` is its position on its branch. */
export interface CommitTruth {
  readonly repository: string;
  readonly branch: string;
  readonly ordinal: number;
  readonly sha: string;
  readonly committed_at: string;
}

/** The jobs that show a fault: all, those with a value of a dimension, or single ones. */
export interface ScopeTruth {
  readonly kind: 'everywhere' | 'dimension' | 'job';
  readonly dimension: string | null;
  readonly value: string | null;
}

/** Returns the identity of a test in reports. */
export function testTruth({ name }: Pick<SuiteTest, 'name'>): TestTruth {
  return { suite: SUITE.suite, class_name: SUITE.suite, test_name: name };
}

/** Returns a commit as the truth records it. */
export function commitTruth({ branch, ordinal, sha, committedAt }: Commit): CommitTruth {
  const { org, repo } = REPOSITORY.repository;
  const committed_at = new Date(committedAt).toISOString();
  return { repository: `${org}/${repo}`, branch, ordinal, sha, committed_at };
}

/** Returns a scope without its list of jobs. */
export function scopeTruth({ kind, dimension, value }: FaultScope): ScopeTruth {
  return { kind, dimension, value };
}
