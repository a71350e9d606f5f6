/** How much is remembered. */
export interface RememberedLimits {
  /** Maximum number of texts; if there are more, all are forgotten. */
  readonly texts: number;
  /** Maximum length of a text that is remembered. */
  readonly length: number;
}

/** Returns a function with the results of another one, which remembers those of short texts: the same few come again and again. */
export function remembered<T>(
  resultOf: (text: string) => T,
  { texts, length }: RememberedLimits,
): (text: string) => T {
  const known = new Map<string, { readonly result: T }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.result;
    const result = resultOf(text);
    if (text.length > length) return result;
    if (known.size >= texts) known.clear();
    known.set(text, { result });
    return result;
  };
}
