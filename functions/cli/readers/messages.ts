import type { SourceLocation, SourceOptions } from '../../../shared/config/source-location.ts';
import type { MessageOrder } from '../../../shared/ports/event-bus.ts';
import type { CollectSettings } from '../../collect/ports.ts';
import type { FinalizedObject } from '../../collect/collect-object.ts';
import type { Collected } from './collected.ts';

/** What a reader thread is started with. */
export interface ReaderData {
  readonly location: SourceLocation;
  readonly options: SourceOptions;
  readonly settings: Omit<CollectSettings, 'policies'>;
}

/** A message to a reader thread: objects to collect, or how many messages with rows were taken over. */
export type ToReader =
  | {
      readonly kind: 'collect';
      readonly batch: number;
      readonly objects: readonly FinalizedObject[];
    }
  | { readonly kind: 'published'; readonly count: number };

/** A message from a reader thread: a message with rows to publish, or the results of a batch. */
export type FromReader =
  | {
      readonly kind: 'publish';
      readonly data: Uint8Array;
      readonly attributes: Readonly<Record<string, string>>;
      readonly order: MessageOrder | undefined;
    }
  | { readonly kind: 'collected'; readonly batch: number; readonly results: readonly Collected[] };
