import type { DimensionPolicy } from '../../policy/dimensions.ts';
import { canonicalValues } from './canonical-values.ts';
import type { DimensionValues, JobDescription } from './dimension.ts';

/** Returns the cloud whose presets the labels select: they give a job the credentials of its cloud. */
export function dimensionsFromLabels(
  { labels }: JobDescription,
  policy: DimensionPolicy,
): DimensionValues {
  const cloud = Object.entries(policy.clouds).find(([, { labels: ofCloud }]) =>
    ofCloud.some((label) => Object.hasOwn(labels, label)),
  );
  return canonicalValues({ cloud: cloud?.[0] }, policy);
}
