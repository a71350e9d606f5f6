import { DeploymentError } from '../../../errors.ts';
import type { BigQueryCatalog } from './catalog.ts';
import type { PlannedStep } from './steps.ts';

/**
 * Plans the creation of datasets that are missing. All of them have to be in one location, because a view cannot read tables
 * of another.
 *
 * @param wanted location that was named; without one, that of the datasets there, and otherwise that of the service
 * @throws DeploymentError if a dataset is in another location
 */
export async function planDatasets(
  catalog: BigQueryCatalog,
  names: readonly string[],
  wanted: string | undefined,
): Promise<readonly PlannedStep[]> {
  const found = await Promise.all(names.map((name) => catalog.dataset(name)));
  const location = wanted ?? found.find((dataset) => dataset !== undefined)?.location;
  return names.map((name, index) => {
    const there = found[index]?.location;
    if (there !== undefined && there.toLowerCase() !== location?.toLowerCase()) {
      throw new DeploymentError(
        `cannot deploy: the dataset ${name} is in ${there}, not in ${location ?? ''}. All datasets have to be in one location, ` +
          'and a dataset cannot be moved: name its location with --location, or use another dataset prefix',
      );
    }
    return planDataset({ catalog, name, isThere: there !== undefined, location });
  });
}

function planDataset({
  catalog,
  name,
  isThere,
  location,
}: {
  readonly catalog: BigQueryCatalog;
  readonly name: string;
  readonly isThere: boolean;
  readonly location: string | undefined;
}): PlannedStep {
  const step = {
    action: isThere ? 'unchanged' : 'create',
    kind: 'dataset',
    name,
    reason: isThere ? '' : `is missing; location ${location ?? 'US, the default'}`,
  } as const;
  return {
    step,
    take: async () => {
      await catalog.createDataset(name, location);
      return step;
    },
  };
}
