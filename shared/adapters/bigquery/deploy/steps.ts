import type { TableMetadata } from '@google-cloud/bigquery';
import { DeploymentError, QueryError, WarehouseUnavailableError } from '../../../errors.ts';
import type { DeploymentStep } from '../../../ports/warehouse.ts';
import { RETRIES } from '../../../retry/policies.ts';
import { retrying } from '../../../retry/retrying.ts';
import { reasonOf } from '../errors.ts';
import { attempt, type BigQueryCatalog } from './catalog.ts';
import type { TableChange } from './changes.ts';
import type { FoundField, FoundTable } from './found.ts';

/** What a deployment needs of a warehouse. */
export interface DeploymentTarget {
  readonly catalog: BigQueryCatalog;
  /** Precedes the names of datasets. */
  readonly prefix: string;
  /** Runs a statement in which datasets have no prefix. */
  readonly run: (sql: string) => Promise<void>;
  /** Returns a statement as it is run: with the prefix. */
  readonly prefixed: (sql: string) => string;
  /** Returns the columns of a query, which is not run. */
  readonly fieldsOf: (sql: string) => Promise<readonly FoundField[]>;
}

/** A step that has not been taken yet. */
export interface PlannedStep {
  readonly step: DeploymentStep;
  /** Takes the step and returns what was done. */
  readonly take: () => Promise<DeploymentStep>;
}

/** Returns the step that changes what is there for some reasons, or leaves it if there is none. */
export function alteration(
  kind: DeploymentStep['kind'],
  name: string,
  reasons: readonly string[],
): DeploymentStep {
  const action = reasons.length === 0 ? 'unchanged' : 'alter';
  return { action, kind, name, reason: reasons.join(', ') };
}

/** @throws DeploymentError if a table is where a view has to be, or the other way round */
export function requireType({ type }: FoundTable, wanted: 'TABLE' | 'VIEW', name: string): void {
  if (type === wanted) return;
  throw new DeploymentError(
    `cannot deploy: ${name} is a ${type} there, and has to be a ${wanted}. A deployment drops nothing: rename or drop it, ` +
      'and run the command again',
  );
}

/**
 * Runs the statement of a step.
 *
 * @throws QueryError, WarehouseUnavailableError or DeploymentError that names the step
 */
export async function runStatement(
  target: DeploymentTarget,
  { action, name }: DeploymentStep,
  statement: string,
): Promise<void> {
  const { prefix } = target;
  const [dataset = ''] = name.split('.');
  const needs =
    `bigquery.tables.create, bigquery.tables.update or bigquery.tables.updateData on the dataset ${dataset}, ` +
    `bigquery.tables.getData on ${prefix}ci_raw and ${prefix}ci, or bigquery.jobs.create on the project`;
  try {
    await retrying(RETRIES.deployment, () =>
      attempt({ does: `${action} ${name}`, needs }, () => target.run(statement)),
    );
  } catch (error) {
    // Another deployment has just done it.
    if (reasonOf(error) === 'duplicate') return;
    if (!(error instanceof QueryError)) throw error;
    throw new QueryError(`cannot ${action} ${name}: ${error.message}`, { cause: error });
  }
}

/**
 * Sets the metadata in which a table or view differs. It is compared again if another deployment has changed it meanwhile.
 *
 * @param name `<dataset>.<table or view>`
 */
export async function changeMetadata(
  { catalog }: DeploymentTarget,
  name: string,
  compare: (found: FoundTable) => TableChange<unknown>,
): Promise<void> {
  const [dataset = '', id = ''] = name.split('.');
  await retrying(RETRIES.deployment, async () => {
    const found = await catalog.table(dataset, id);
    if (found === undefined) throw new WarehouseUnavailableError(`${name} was deleted meanwhile`);
    const metadata: TableMetadata = compare(found).metadata;
    if (Object.keys(metadata).length === 0) return;
    await catalog.change({ dataset, id }, metadata, found.etag);
  });
}
