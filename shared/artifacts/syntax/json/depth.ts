/** Returns whether a value is nested deeper than a limit. It is iterative, since recursion could exhaust the call stack. */
export function isDeeperThan(value: unknown, max: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= max; depth++) {
    level = level
      .filter((inner) => typeof inner === 'object' && inner !== null)
      .flatMap((inner) => Object.values(inner) as unknown[]);
    if (level.length === 0) return false;
  }
  return true;
}
