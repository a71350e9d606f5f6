import { readViews } from '../../shared/adapters/local/view-files.ts';
import { neededViews } from '../../shared/views/dependencies.ts';

/** Views that the functions of the pipeline query, and those of the rows that they make. */
const NAMES = [
  ...['builds', 'test_attempts', 'test_results', 'version_markers', 'ingested_objects'],
  ...['dead_letters', 'incomplete_objects', 'ingest_completeness', 'moved_builds'],
  ...['refreshed_dates', 'stale_dates'],
];

const VIEWS = readViews();

/**
 * The views of a warehouse for tests of the pipeline that ask for no answers of analysis. Rebuilding the roll-ups below those
 * takes most of the time in which a small bucket is read.
 */
export const PIPELINE_VIEWS = neededViews(NAMES, VIEWS);

/** The same with the views that the commands `ingest`, `poll`, `purge` and `query` read themselves. */
export const COMMAND_VIEWS = neededViews(
  [...NAMES, 'build_daily', 'build_readings', 'staleness'],
  VIEWS,
);
