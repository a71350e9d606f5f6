/**
 * Returns a function that compiles each policy once, on first use, and gives the same result for the same policy
 * from then on. Used for results that are costly to build: sets of regular expressions, maps of synonyms.
 */
export function compiledOnce<Policy extends object, Compiled extends object>(
  compile: (policy: Policy) => Compiled,
): (policy: Policy) => Compiled {
  const results = new WeakMap<Policy, Compiled>();
  return (policy) => {
    const known = results.get(policy);
    if (known !== undefined) return known;
    const compiled = compile(policy);
    results.set(policy, compiled);
    return compiled;
  };
}
