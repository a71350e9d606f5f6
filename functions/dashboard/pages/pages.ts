import type { DashboardPage } from '../page.ts';
import { BOARD, BOARDS } from './boards.ts';
import { BUILD } from './build.ts';
import { BUILDS } from './builds.ts';
import { CLUSTER } from './cluster.ts';
import { COVERAGE, COVERAGE_CHANGE } from './coverage.ts';
import { FAILURE } from './failure.ts';
import { FLAKES } from './flakes.ts';
import { GRID } from './grid.ts';
import { INCIDENT } from './incident.ts';
import { JOB } from './job.ts';
import { JOBS } from './jobs.ts';
import { KOPS } from './kops.ts';
import { PIPELINE } from './pipeline.ts';
import { TEST_CASE } from './test-case.ts';
import { TODAY } from './today.ts';

/** All pages; those with a name in the navigation are in its order. */
export const PAGES: readonly DashboardPage[] = [
  TODAY,
  JOBS,
  BOARDS,
  FLAKES,
  FAILURE,
  GRID,
  COVERAGE,
  KOPS,
  PIPELINE,
  INCIDENT,
  JOB,
  BOARD,
  TEST_CASE,
  CLUSTER,
  BUILDS,
  BUILD,
  COVERAGE_CHANGE,
];
