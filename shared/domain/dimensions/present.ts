import {
  canonicalCloud,
  canonicalNetworking,
  canonicalVersion,
  regionOfZones,
} from './canonical.ts';
import type { Dimension, Values } from './dimension.ts';

const CANONICAL: Readonly<Partial<Record<Dimension, (value: string) => string>>> = {
  cloud: canonicalCloud,
  networking: canonicalNetworking,
  region: regionOfZones,
  kubernetes_version: canonicalVersion,
  kubernetes_version_from: canonicalVersion,
  kops_version: canonicalVersion,
  kops_version_from: canonicalVersion,
};

/** The values that are there, each in its canonical form. */
export function present(values: Readonly<Partial<Record<Dimension, string | undefined>>>): Values {
  const entries = Object.entries(values) as [Dimension, string | undefined][];
  return Object.fromEntries(
    entries.flatMap(([dimension, value]) =>
      value === undefined ? [] : [[dimension, CANONICAL[dimension]?.(value) ?? value]],
    ),
  );
}
