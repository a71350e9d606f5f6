import type { View } from './warehouse.ts';

/** A view of `infra/views` with its documentation. */
export interface DescribedView extends View {
  /** The folder of a mart, such as `failures`; views of other layers have no topic. */
  readonly topic: string | undefined;
  readonly description: string;
  /** The description of each column, in the order of the columns. */
  readonly columns: Readonly<Record<string, string>>;
}
