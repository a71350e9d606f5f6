/** The environment of this process; the one place that reads it. Everything else is given what it needs of it. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
