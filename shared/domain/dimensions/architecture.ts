const WRITTEN = /(arm64|aarch64|ppc64le|s390x|amd64|x86[-_]64)(?![a-z0-9])/gi;
const SYNONYMS: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  'x86-64': 'amd64',
  x86_64: 'amd64',
};

/**
 * Returns the processor architecture that a text names, such as a job, a distribution or an image.
 *
 * @returns `undefined` if it names none or several: a job that builds for several runs on none of them in particular
 */
export function architectureIn(text: string): string | undefined {
  const names = [...text.matchAll(WRITTEN)].map(([name]) => name.toLowerCase());
  const [only, ...others] = new Set(names.map((name) => SYNONYMS[name] ?? name));
  return others.length === 0 ? only : undefined;
}
