import type { CoveragePolicy } from '../../../policy/coverage.ts';
import { matchesWildcard } from '../../../policy/wildcard.ts';

const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const MAJOR_VERSION = /^v[2-9]\d*$/;

/**
 * Returns the Go module of a Go file whose path begins with an import path, such as `k8s.io/kops`, by the number of segments that
 * its host gives to a module.
 *
 * @returns `undefined` for another path: a folder of another language may look like a host, such as `next.js`
 */
export function moduleOf(path: string, { hosts }: CoveragePolicy): string | undefined {
  const segments = path.split('/');
  const [host = ''] = segments;
  if (!path.endsWith('.go') || !HOST.test(host)) return undefined;
  const { segments: count = 1 } = hosts.find((entry) => matchesWildcard(entry.host, host)) ?? {};
  const hasVersion = MAJOR_VERSION.test(segments[count + 1] ?? '');
  const length = 1 + count + (hasVersion ? 1 : 0);
  return segments.length > length ? segments.slice(0, length).join('/') : undefined;
}
