import { describeHalfOfViews } from './view-cases.ts';

describeHalfOfViews(1);
