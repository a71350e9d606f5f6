/** The state of reading one pair of brackets of a GoogleSQL text. */
export interface BracketScope {
  /** The call whose arguments these are, in lower case; empty for other brackets. */
  readonly call: string;
  /** The index of the output piece that contains the name of the call. */
  readonly piece: number;
  /** Whether the call is at the position of a table. */
  readonly isTable: boolean;
  /** The clause that is being read. */
  clause: string;
  /** The pieces SELECT, AS and STRUCT of a query that makes structs. */
  struct: readonly [number, number, number] | undefined;
  isGrouped: boolean;
  /** The position of each alias in the SELECT list, from 1. */
  readonly aliases: Map<string, number>;
  /** The position in the SELECT list that is being read; NaN after a `*`, from which on positions are unknown. */
  item: number;
}

/** Creates the scope of the brackets that follow a name; without a name, of any other brackets. */
export function createBracketScope(call = '', piece = -1, isTable = false): BracketScope {
  return {
    call,
    piece,
    isTable,
    clause: '',
    struct: undefined,
    isGrouped: false,
    aliases: new Map(),
    item: 1,
  };
}
