/** What a build was a test of: columns of `builds`, in their order. */
export const DIMENSIONS = [
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
] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** The values that one part of a job's configuration gives; what it does not tell is left out. */
export type Values = Readonly<Partial<Record<Dimension, string>>>;

/** Where a value came from. */
export type Source = 'annotation' | 'label' | 'environment' | 'flag' | 'name';

/** A job as its configuration describes it. */
export interface JobDescription {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Plain values of the containers' environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of the containers. */
  readonly args: readonly string[];
}
