import type { Hono } from 'hono';
import { UsageError } from '../../shared/errors.ts';
import { atomFeed } from './feed.ts';
import { badgeImage } from './badge.ts';
import { openMetrics } from './metrics.ts';
import type { Row, SectionQuery } from './page.ts';
import { JOBS_QUERY } from './pages/jobs.ts';
import { valueIn } from './pages/links.ts';
import { BUCKETS, COMPLETENESS, DEAD_LETTERS } from './pages/pipeline.ts';
import { INCIDENTS } from './pages/today.ts';
import type { Results } from './results.ts';
import { wholeStatement } from './statement.ts';

/** Adds what other programs read: the feed of incidents, a badge of each job, and metrics of the pipeline. */
export function addMachineRoutes(app: Hono, results: Results): void {
  const rowsOf = async (query: Pick<SectionQuery, 'sql' | 'orderBy'>): Promise<readonly Row[]> =>
    (await results.get(wholeStatement(query, {}))).rows;

  app.get('/incidents.atom', async (context) => {
    const { origin } = new URL(context.req.url);
    const feed = await atomFeed(await rowsOf(INCIDENTS), origin);
    return context.body(String(feed), 200, {
      'content-type': 'application/atom+xml; charset=utf-8',
    });
  });

  app.get('/badge.svg', async (context) => {
    const job = context.req.query('job') ?? '';
    if (job === '') throw new UsageError('/badge.svg needs the parameter job, the name of a job');
    const row = (await rowsOf(JOBS_QUERY)).find((one) => one['job'] === job);
    const state = row === undefined ? 'unknown' : valueIn(row, 'state');
    return context.body(String(await badgeImage(job, state)), 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'max-age=300',
    });
  });

  app.get('/metrics', async (context) => {
    const metrics = openMetrics({
      completeness: await rowsOf(COMPLETENESS),
      incidents: await rowsOf(INCIDENTS),
      buckets: await rowsOf(BUCKETS),
      deadLetters: await rowsOf(DEAD_LETTERS),
    });
    return context.body(metrics, 200, {
      'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8',
    });
  });
}
