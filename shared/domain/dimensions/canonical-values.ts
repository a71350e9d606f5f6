import type { DimensionPolicy } from '../../policy/dimensions.ts';
import {
  canonicalCloud,
  canonicalNetworking,
  canonicalVersion,
  regionOfZones,
} from './canonical.ts';
import type { BuildDimension, DimensionValues } from './dimension.ts';

type Canonical = (value: string, policy: DimensionPolicy) => string;

const CANONICAL: Readonly<Partial<Record<BuildDimension, Canonical>>> = {
  cloud: canonicalCloud,
  networking: canonicalNetworking,
  region: regionOfZones,
  kubernetes_version: canonicalVersion,
  kubernetes_version_from: canonicalVersion,
  kops_version: canonicalVersion,
  kops_version_from: canonicalVersion,
};

/** Returns the values that are not `undefined`, each in its canonical form. */
export function canonicalValues(
  values: Readonly<Partial<Record<BuildDimension, string | undefined>>>,
  policy: DimensionPolicy,
): DimensionValues {
  const entries = Object.entries(values) as [BuildDimension, string | undefined][];
  return Object.fromEntries(
    entries.flatMap(([dimension, value]) =>
      value === undefined ? [] : [[dimension, CANONICAL[dimension]?.(value, policy) ?? value]],
    ),
  );
}
