import type { DashboardPage } from '../page.ts';
import { BOARD_PAGE, BOARDS_PAGE } from './boards.ts';
import { BUILD_PAGE } from './build.ts';
import { BUILDS_PAGE } from './builds.ts';
import { CLUSTER_PAGE } from './cluster.ts';
import { COVERAGE_PAGE, COVERAGE_CHANGE_PAGE } from './coverage.ts';
import { FAILURE_PAGE } from './failure.ts';
import { FLAKES_PAGE } from './flakes.ts';
import { GRID_PAGE } from './grid.ts';
import { INCIDENT_PAGE } from './incident.ts';
import { JOB_PAGE } from './job.ts';
import { JOBS_PAGE } from './jobs.ts';
import { KOPS_PAGE } from './kops.ts';
import { PIPELINE_PAGE } from './pipeline.ts';
import { TEST_CASE_PAGE } from './test-case.ts';
import { TODAY_PAGE } from './today.ts';

/** All pages; those with a name in the navigation are in its order. */
export const PAGES: readonly DashboardPage[] = [
  TODAY_PAGE,
  JOBS_PAGE,
  BOARDS_PAGE,
  FLAKES_PAGE,
  FAILURE_PAGE,
  GRID_PAGE,
  COVERAGE_PAGE,
  KOPS_PAGE,
  PIPELINE_PAGE,
  INCIDENT_PAGE,
  JOB_PAGE,
  BOARD_PAGE,
  TEST_CASE_PAGE,
  CLUSTER_PAGE,
  BUILDS_PAGE,
  BUILD_PAGE,
  COVERAGE_CHANGE_PAGE,
];
