import type { View } from './warehouse.ts';

/** A view with what people have to know of it. */
export interface DescribedView extends View {
  readonly description: string;
  /** The description of each column, in the order of the columns. */
  readonly columns: Readonly<Record<string, string>>;
}
