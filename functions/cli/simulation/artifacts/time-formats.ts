/** Seconds of the epoch, as Prow writes times into `started.json` and `finished.json`. */
export function epochSeconds(at: number): number {
  return Math.floor(at / 1000);
}

/** A time as Kubernetes objects have it: to the second, UTC. */
export function kubernetesTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
