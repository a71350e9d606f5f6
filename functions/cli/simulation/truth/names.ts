import { REPOSITORY } from '../catalog/repositories.ts';
import { SUITE, type SuiteTest } from '../catalog/tests.ts';
import type { FaultScope } from '../faults/fault.ts';
import type { Commit } from '../history/commits.ts';
import type { CommitTruth, ScopeTruth, TestTruth } from './truth.ts';

/** A test as reports name it. */
export function testTruth({ name }: Pick<SuiteTest, 'name'>): TestTruth {
  return { suite: SUITE.suite, class_name: SUITE.suite, test_name: name };
}

export function commitTruth({ branch, ordinal, sha, committedAt }: Commit): CommitTruth {
  const { org, repo } = REPOSITORY.repository;
  const committed_at = new Date(committedAt).toISOString();
  return { repository: `${org}/${repo}`, branch, ordinal, sha, committed_at };
}

export function scopeTruth({ kind, dimension, value }: FaultScope): ScopeTruth {
  return { kind, dimension, value };
}
