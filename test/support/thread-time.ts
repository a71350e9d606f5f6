/**
 * Returns the processor time that this thread has used, in milliseconds. Unlike the time on the clock it does not depend on
 * what else the machine does.
 */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
