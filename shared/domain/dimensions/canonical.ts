import { compiledOnce } from '../../policy/compiled-once.ts';
import type { DimensionPolicy } from '../../policy/dimensions.ts';

const knownNames = compiledOnce(({ clouds, networking, distros }: DimensionPolicy) => ({
  clouds: namesBySynonym(Object.entries(clouds).map(([name, { synonyms }]) => [name, synonyms])),
  networking: namesBySynonym(Object.entries(networking)),
  images: Object.entries(distros).flatMap(([distro, parts]) =>
    parts.map((part) => ({ distro, part })),
  ),
}));

/** Returns the name of a cloud for one of its synonyms; other names are returned unchanged. */
export function canonicalCloud(name: string, policy: DimensionPolicy): string {
  return knownNames(policy).clouds.get(name) ?? name;
}

/** Returns the name of a network plugin for one of its synonyms; other names are returned unchanged. */
export function canonicalNetworking(name: string, policy: DimensionPolicy): string {
  return knownNames(policy).networking.get(name) ?? name;
}

/** Returns the distribution of a machine image, by the name of the image; `undefined` if the policy has none for it. */
export function distroOfImage(image: string, policy: DimensionPolicy): string | undefined {
  const distro = knownNames(policy).images.find(({ part }) => image.includes(part))?.distro;
  return distro && (/arm64|aarch64/.test(image) ? `${distro}arm64` : distro);
}

/** Zones such as `us-east-1a` (AWS), `us-central1-a` (GCE) and `eastus-1` (Azure). */
const ZONE = /^(?<region>[a-z]+(?:-[a-z]+)*-?\d+)-?[a-z]$|^(?<azure>[a-z]+\d?)-\d$/;

/** Returns the region of the first of several zones, which are separated by commas; a zone without a region is returned unchanged. */
export function regionOfZones(zones: string): string {
  const [first = ''] = zones.split(',');
  const groups = ZONE.exec(first)?.groups;
  return groups?.['region'] ?? groups?.['azure'] ?? first;
}

const VERSION = /(?:^|[^\d.])v?(1\.\d{1,3})(?![\d])/;
const MINOR = /^1?(\d{2})$/;

/**
 * Returns a version in the form of the dimensions: `1.35` for `v1.35.2`, `135`, `35` or the URL of a file of that
 * release, `latest` for the main branch; `stable`, `ci` and unknown forms unchanged.
 */
export function canonicalVersion(text: string): string {
  const minor = MINOR.exec(text)?.[1];
  if (minor !== undefined) return `1.${minor}`;
  const release = VERSION.exec(text)?.[1];
  if (release !== undefined) return release;
  if (text === 'master' || text === 'main' || /\/(?:master|main)\//.test(text)) return 'latest';
  if (text.endsWith('/ci/latest.txt')) return 'ci';
  return text.endsWith('/stable.txt') ? 'stable' : text;
}

function namesBySynonym(
  entries: readonly (readonly [string, readonly string[]])[],
): ReadonlyMap<string, string> {
  return new Map(entries.flatMap(([name, others]) => others.map((other) => [other, name])));
}
