/** Kinds of simulations: `rough` has faults that are hard to find as well. In a file of its own, since the catalog takes time to load. */
export const FAULT_WORLDS = ['plain', 'rough'] as const;

/** Kind of a simulation. */
export type FaultWorld = (typeof FAULT_WORLDS)[number];
