import { z } from 'zod';
import type { DimensionValues, JobDescription } from './dimension.ts';

const reported = z.object({ variant: z.string().min(1) });

/**
 * Returns the variant of an experiment, which kOps' scalability scenario adds to the metadata of the build
 * (kubernetes/kops, `tests/e2e/scenarios/scalability/run-test.sh`).
 */
export function dimensionsFromMetadata({ metadata }: JobDescription): DimensionValues {
  const { data } = reported.safeParse(metadata);
  return data === undefined ? {} : { variant: data.variant };
}
