import { POLICY } from '../../policy/dimensions.ts';

const CLOUDS = synonyms(
  Object.entries(POLICY.clouds).map(([name, cloud]) => [name, cloud.synonyms]),
);
const NETWORKING = synonyms(Object.entries(POLICY.networking));

/** The name of a cloud that is used here; one that is not known stays as it is. */
export function canonicalCloud(name: string): string {
  return CLOUDS.get(name) ?? name;
}

/** The name of a network plugin that is used here; one that is not known stays as it is. */
export function canonicalNetworking(name: string): string {
  return NETWORKING.get(name) ?? name;
}

const IMAGES = Object.entries(POLICY.distros).flatMap(([distro, parts]) =>
  parts.map((part) => ({ distro, part })),
);

/** The distribution of a machine image, by its name; `undefined` of one that is not known. */
export function distroOfImage(image: string): string | undefined {
  const distro = IMAGES.find(({ part }) => image.includes(part))?.distro;
  return distro && (/arm64|aarch64/.test(image) ? `${distro}arm64` : distro);
}

/** `us-east-1a` of AWS, `us-central1-a` of GCE, `eastus-1` of Azure. */
const ZONE = /^(?<region>[a-z]+(?:-[a-z]+)*-?\d+)-?[a-z]$|^(?<azure>[a-z]+\d?)-\d$/;

/** The region of the first of some zones, separated by commas; where zones have no regions, the zone. */
export function regionOfZones(zones: string): string {
  const [first = ''] = zones.split(',');
  const groups = ZONE.exec(first)?.groups;
  return groups?.['region'] ?? groups?.['azure'] ?? first;
}

const VERSION = /(?:^|[^\d.])v?(1\.\d{1,3})(?![\d])/;
const MINOR = /^1?(\d{2})$/;

/**
 * A version as dimensions have it: `1.35` for `v1.35.2`, `135`, `35` or a file of that release's; `latest` for the main
 * branch; `stable` and `ci` as they are.
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

function synonyms(
  entries: readonly (readonly [string, readonly string[]])[],
): ReadonlyMap<string, string> {
  return new Map(entries.flatMap(([name, others]) => others.map((other) => [other, name])));
}
