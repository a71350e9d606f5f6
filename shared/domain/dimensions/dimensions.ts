import type { DimensionPolicy } from '../../policy/dimensions.ts';
import { dimensionsFromAnnotations } from './annotations.ts';
import {
  BUILD_DIMENSIONS,
  type BuildDimension,
  type DimensionSource,
  type DimensionValues,
  type JobDescription,
} from './dimension.ts';
import { dimensionsFromEnvironment } from './environment.ts';
import { dimensionsFromFlags } from './flags.ts';
import { dimensionsFromName } from './job-name.ts';
import { dimensionsFromLabels } from './labels.ts';
import { dimensionsFromMetadata } from './metadata.ts';

/** The dimensions of a build, and the source of each value. */
export type BuildDimensions = Readonly<Record<BuildDimension, string | null>> & {
  readonly dimension_sources: Readonly<Partial<Record<BuildDimension, DimensionSource>>> | null;
};

type DimensionReader = (job: JobDescription, policy: DimensionPolicy) => DimensionValues;

const READERS: Readonly<Record<DimensionSource, DimensionReader>> = {
  annotation: dimensionsFromAnnotations,
  label: dimensionsFromLabels,
  environment: dimensionsFromEnvironment,
  flag: dimensionsFromFlags,
  name: dimensionsFromName,
  metadata: dimensionsFromMetadata,
};

/** The sources of a dimension, the most reliable one first. */
const DEFAULT_ORDER: readonly DimensionSource[] = [
  'annotation',
  'label',
  'environment',
  'flag',
  'name',
];

/**
 * Annotations are wrong about versions: upgrades are annotated `stable` and `latest`, and their versions are in the
 * environment; pipelines are annotated `latest` for every branch, and the branch is in the marker that they test.
 */
const ORDERS: Readonly<Partial<Record<BuildDimension, readonly DimensionSource[]>>> = {
  kubernetes_version: ['environment', 'annotation', 'flag', 'name'],
  kops_version: ['environment', 'flag', 'annotation', 'name'],
  variant: ['metadata', 'environment'],
};

/** Returns the dimensions of a job's builds, each from the first part of the configuration that states it. */
export function dimensionsOf(job: JobDescription, policy: DimensionPolicy): BuildDimensions {
  const values = Object.fromEntries(
    Object.entries(READERS).map(([source, read]) => [source, read(job, policy)]),
  ) as Record<DimensionSource, DimensionValues>;
  const found = BUILD_DIMENSIONS.flatMap((dimension) => {
    const order = ORDERS[dimension] ?? DEFAULT_ORDER;
    const source = order.find((candidate) => values[candidate][dimension] !== undefined);
    return source === undefined ? [] : [{ dimension, source, value: values[source][dimension] }];
  });
  const resolved = Object.fromEntries(found.map(({ dimension, value }) => [dimension, value]));
  const sources = Object.fromEntries(found.map(({ dimension, source }) => [dimension, source]));
  return withArchitecture(resolved, sources);
}

/** Adds the architecture that a distribution implies: the name of one for another architecture ends in it. */
function withArchitecture(
  values: DimensionValues,
  sources: Readonly<Partial<Record<BuildDimension, DimensionSource>>>,
): BuildDimensions {
  const isImplied = values.architecture === undefined && values.distro !== undefined;
  const known = isImplied ? { ...values, architecture: 'amd64' } : values;
  const all = BUILD_DIMENSIONS.map((dimension) => [dimension, known[dimension] ?? null]);
  return {
    ...(Object.fromEntries(all) as Record<BuildDimension, string | null>),
    dimension_sources:
      Object.keys(sources).length === 0
        ? null
        : { ...sources, ...(isImplied && sources.distro && { architecture: sources.distro }) },
  };
}
