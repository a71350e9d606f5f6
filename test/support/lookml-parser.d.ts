/** The part of the parser that the tests use; the package has no types. */
declare module 'lookml-parser' {
  const parser: {
    /** Returns the parameters of a text of LookML; throws a text if it is none. */
    readonly parse: (text: string) => object;
  };
  export = parser;
}
