import { createBigQueryWarehouse } from '../../../../shared/adapters/bigquery/warehouse.ts';
import type {
  DeploymentOptions,
  DeploymentStep,
  View,
  Warehouse,
} from '../../../../shared/ports/warehouse.ts';
import { FakeBigQueryCatalog, type FakeTable } from '../../../support/fake-bigquery-catalog.ts';

export const STAGED: View = {
  name: 'builds',
  layer: 'staging',
  sql: 'SELECT build_date, job FROM ci_raw.builds',
  description: "A job's builds.",
  columns: { build_date: 'The date.', job: 'The job.' },
};
export const DAILY: View = {
  name: 'build_daily',
  layer: 'rollups',
  sql: 'SELECT build_date, job FROM ci.builds',
  description: 'Builds by date.',
  columns: { build_date: 'The date.', job: 'The job.' },
};
export const REFRESHED: View = { ...DAILY, name: 'refreshed_dates' };
export const ANSWER: View = {
  name: 'answer',
  layer: 'marts',
  sql: 'SELECT job FROM ci.build_daily',
};

export const DEPLOYED_VIEWS: readonly View[] = [STAGED, DAILY, REFRESHED, ANSWER];

/** Deployments to a fake of BigQuery. */
export class DeploymentStage {
  readonly fake: FakeBigQueryCatalog;

  private constructor(fake: FakeBigQueryCatalog) {
    this.fake = fake;
  }

  static async start(): Promise<DeploymentStage> {
    return new DeploymentStage(await FakeBigQueryCatalog.start());
  }

  warehouse(options: { datasetPrefix?: string; maxBytesBilled?: number } = {}): Warehouse {
    const { apiEndpoint } = this.fake;
    return createBigQueryWarehouse({ projectId: 'proj-one', apiEndpoint, ...options });
  }

  async deploy(
    views: readonly View[] = DEPLOYED_VIEWS,
    options: DeploymentOptions = {},
  ): Promise<readonly DeploymentStep[]> {
    return await this.warehouse().deploy(views, options);
  }

  /** Deploys and returns the steps that change something, as `<action> <name>`. */
  async changes(views?: readonly View[], options?: DeploymentOptions): Promise<readonly string[]> {
    return changing(await this.deploy(views, options));
  }

  /** Changes a table as if another program had done it. */
  change(name: string, changed: Partial<FakeTable>): void {
    const table = this.fake.tables.get(name);
    if (table === undefined) throw new Error(`there is no ${name}`);
    this.fake.put(name, { ...table, ...changed });
  }
}

/** Returns the steps that change something, as `<action> <name>`. */
export function changing(steps: readonly DeploymentStep[]): readonly string[] {
  const changes = steps.filter(({ action }) => action !== 'unchanged');
  return changes.map(({ action, name }) => `${action} ${name}`);
}
