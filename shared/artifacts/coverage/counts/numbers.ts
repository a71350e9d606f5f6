/** Numbers one after the other, in the memory that they were written to. */
export type Numbers = ArrayLike<number>;
