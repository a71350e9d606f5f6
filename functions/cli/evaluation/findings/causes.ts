import { z } from 'zod';
import type { RegressionTruth } from '../../simulation/truth/regressions.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { isVisibleRegression } from '../changes/planned-changes.ts';
import { ownRule, type FindingKind } from '../finding-kind.ts';
import { testInJobKey, testInJobSchema, testKey } from '../keys.ts';
import { scoreFindings } from '../score.ts';

/** A cause that shows in fewer tests and jobs has nothing to sum up. */
const MIN_CHANGES = 2;

const NAME = 'cause';

const OWN_INCIDENTS = `
  SELECT
    job,
    suite,
    class_name,
    test_name,
    CONCAT(branch, ' ', FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', broke_at)) AS incident
  FROM incident_regressions`;

const rowsSchema = z.array(testInJobSchema.extend({ incident: z.string() }));

/**
 * Commits that break several tests or jobs, each of which should be one incident. Each incident beyond the first one with changes of
 * a commit is a wrong finding. Tests that more than one commit breaks do not count.
 */
export const CAUSES: FindingKind = {
  name: NAME,
  rules: [ownRule(OWN_INCIDENTS)],
  judge: (truth, rows) => {
    const incidents = Map.groupBy(rowsSchema.parse(rows), (row) => testInJobKey(row.job, row));
    const causes = causesOf(truth);
    const found = [...causes].flatMap(([cause, changes]) => {
      const named = changes.flatMap((key) => incidents.get(key) ?? []);
      const distinct = new Set(named.map(({ incident }) => incident));
      return [...distinct].map((incident, i) => (i === 0 ? cause : `${cause}, also ${incident}`));
    });
    return [{ kind: NAME, score: scoreFindings({ required: new Set(causes.keys()) }, found) }];
  },
};

/** Returns the keys of the changes of each commit that breaks several. */
function causesOf({ regressions }: Truth): ReadonlyMap<string, readonly string[]> {
  const ofTests = regressions.filter(({ level, test }) => level === 'test' && test !== null);
  const byTest = Map.groupBy(ofTests, ({ test }) => (test === null ? '' : testKey(test)));
  const single = [...byTest.values()].flatMap((same) => (same.length === 1 ? same : []));
  const byCommit = Map.groupBy(single, ({ first_bad_commit: commit }) => commit?.sha ?? '');
  byCommit.delete('');
  return new Map(
    [...byCommit]
      .map(([sha, broken]) => [`commit ${sha}`, broken.flatMap(changesOf)] as const)
      .filter(([, changes]) => changes.length >= MIN_CHANGES),
  );
}

function changesOf({ test, jobs }: RegressionTruth): readonly string[] {
  if (test === null) return [];
  return jobs.filter(isVisibleRegression).map(({ job }) => testInJobKey(job, test));
}
