import { sectionsOf, type DashboardPage } from './page.ts';
import type { Results } from './results.ts';
import { STATE_STATEMENT } from './state-line.ts';
import { wholeStatement } from './statement.ts';

/**
 * Computes the results that pages need whatever their parameters are, one after the other, so that requests do not wait for
 * them.
 *
 * @param ending ends the work before the next statement
 * @throws QueryError if a statement cannot be run
 */
export async function preparePages(
  results: Results,
  pages: readonly DashboardPage[],
  ending?: AbortSignal,
): Promise<void> {
  await results.renew(STATE_STATEMENT);
  const statements = pages
    .flatMap((page) => sectionsOf(page, {}))
    .filter(({ uses, isFilteredInQuery }) => uses === undefined && isFilteredInQuery !== true)
    .map((section) => wholeStatement(section, {}));
  for (const statement of statements) {
    if (ending?.aborted === true) return;
    await results.renew(statement);
  }
}
