/** Returns a document with declarations in its document type declaration. */
export const inDoctype = (declarations: string): string =>
  `<!DOCTYPE testsuite [${declarations}]><testsuite/>`;
