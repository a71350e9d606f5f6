import { fromAnnotations } from './annotations.ts';
import {
  DIMENSIONS,
  type Dimension,
  type JobDescription,
  type Source,
  type Values,
} from './dimension.ts';
import { fromEnvironment } from './environment.ts';
import { fromFlags } from './flags.ts';
import { fromName } from './job-name.ts';
import { fromLabels } from './labels.ts';

/** What a build was a test of, and where each value came from. */
export type Dimensions = Readonly<Record<Dimension, string | null>> & {
  readonly dimension_sources: Readonly<Partial<Record<Dimension, Source>>> | null;
};

const READERS: Readonly<Record<Source, (job: JobDescription) => Values>> = {
  annotation: fromAnnotations,
  label: fromLabels,
  environment: fromEnvironment,
  flag: fromFlags,
  name: fromName,
};

const USUAL: readonly Source[] = ['annotation', 'label', 'environment', 'flag', 'name'];

/**
 * Of versions the annotations do not tell the truth: upgrades are annotated `stable` and `latest`, and their versions are in
 * the environment; pipelines are annotated `latest` for every branch, and the branch is in the marker that they test.
 */
const ORDERS: Readonly<Partial<Record<Dimension, readonly Source[]>>> = {
  kubernetes_version: ['environment', 'annotation', 'flag', 'name'],
  kops_version: ['environment', 'flag', 'annotation', 'name'],
};

/** Takes each dimension from the first part of a job's configuration that tells it. */
export function dimensionsOf(job: JobDescription): Dimensions {
  const values = Object.fromEntries(
    Object.entries(READERS).map(([source, read]) => [source, read(job)]),
  ) as Record<Source, Values>;
  const found = DIMENSIONS.flatMap((dimension) => {
    const order = ORDERS[dimension] ?? USUAL;
    const source = order.find((candidate) => values[candidate][dimension] !== undefined);
    return source === undefined ? [] : [{ dimension, source, value: values[source][dimension] }];
  });
  const resolved = Object.fromEntries(found.map(({ dimension, value }) => [dimension, value]));
  const sources = Object.fromEntries(found.map(({ dimension, source }) => [dimension, source]));
  return withArchitecture(resolved, sources);
}

/** Distributions say by their names which processors they are for. */
function withArchitecture(
  values: Values,
  sources: Readonly<Partial<Record<Dimension, Source>>>,
): Dimensions {
  const { distro } = values;
  const architecture = distro && (distro.endsWith('arm64') ? 'arm64' : 'amd64');
  const known = architecture === undefined ? values : { ...values, architecture };
  const all = DIMENSIONS.map((dimension) => [dimension, known[dimension] ?? null]);
  return {
    ...(Object.fromEntries(all) as Record<Dimension, string | null>),
    dimension_sources:
      Object.keys(sources).length === 0
        ? null
        : { ...sources, ...(sources.distro && { architecture: sources.distro }) },
  };
}
