/** Returns a time in seconds since the epoch, as in `started.json` and `finished.json`. */
export function epochSeconds(at: number): number {
  return Math.floor(at / 1000);
}

/** Returns a time as in Kubernetes objects: RFC 3339 in UTC, to the second. */
export function kubernetesTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
