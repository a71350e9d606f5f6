import type { View } from './warehouse.ts';

/** A view with what people have to know of it. */
export interface DescribedView extends View {
  /** Whether it is there for other views to read, not for people. */
  readonly isInternal: boolean;
  readonly description: string;
  /** The description of each column, in the order of the columns. */
  readonly columns: Readonly<Record<string, string>>;
}
