import { column, type Column } from '../page.ts';
import { toBuild, toChangedCommits } from './links.ts';

/** Columns about a change of a failure rate (test_changepoints), without the job and the test that it is about. */
export const CHANGE_COLUMNS: readonly Column[] = [
  column('direction', ['Change', 'state']),
  column('first_build_after_started_at', ['At', 'time']),
  column('failure_rate_before', ['Failed before', 'percent'], toBuild('last_build_before')),
  column('failure_rate_after', ['Fails after', 'percent'], toBuild('first_build_after')),
  column('inputs_after', ['Versions', 'code'], toChangedCommits),
];
