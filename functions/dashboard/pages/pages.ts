import type { DashboardPage } from '../page.ts';
import { BUILD } from './build.ts';
import { BUILDS } from './builds.ts';
import { JOB } from './job.ts';
import { JOBS } from './jobs.ts';
import { TODAY } from './today.ts';

/** All pages; those with a name in the navigation are in its order. */
export const PAGES: readonly DashboardPage[] = [TODAY, JOBS, JOB, BUILDS, BUILD];
