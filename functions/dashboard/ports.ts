import type { Clock } from '../../shared/ports/clock.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { DashboardPage } from './page.ts';
import type { Results } from './results.ts';
import type { StoredPages } from './stored-pages.ts';

/** Ports of the dashboard. */
export interface DashboardPorts {
  readonly results: Results;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Pages that refresh has rendered; by default each is computed. */
  readonly pages?: StoredPages | undefined;
  /**
   * Names by which the server may be called, without port; by default all. A server on one machine allows only the names of
   * that machine, so that a page of another site cannot reach it by a name of its own (DNS rebinding).
   */
  readonly hosts?: readonly string[];
}

/** The dashboard with the pages that its navigation leads to. */
export interface Site extends DashboardPorts {
  readonly navigation: readonly DashboardPage[];
}
