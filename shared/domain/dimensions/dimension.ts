/** The dimensions of a build, such as its cloud and its versions: columns of `builds`, in their order. */
export const BUILD_DIMENSIONS = [
  'cloud',
  'region',
  'networking',
  'distro',
  'architecture',
  'kubernetes_version',
  'kubernetes_version_from',
  'kops_version',
  'kops_version_from',
  'kops_channel',
  'feature_flags',
  'ip_family',
  'scale',
  'variant',
] as const;

export type BuildDimension = (typeof BUILD_DIMENSIONS)[number];

/** The values that one part of a job's configuration states, without those that it does not state. */
export type DimensionValues = Readonly<Partial<Record<BuildDimension, string>>>;

/** The part of a job's configuration that a value was taken from; metadata are those that the build itself reports. */
export type DimensionSource = 'annotation' | 'label' | 'environment' | 'flag' | 'name' | 'metadata';

/** A job as its configuration describes it. */
export interface JobDescription {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Plain values of the containers' environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of the containers. */
  readonly args: readonly string[];
  /** Free-form metadata that the build reports. */
  readonly metadata?: unknown;
}
