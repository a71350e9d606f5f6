import { z } from 'zod';

/** A message on its way to a function. */
export interface Letter {
  readonly target: 'collect' | 'load';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const publishedSchema = z.object({
  body: z.object({
    messages: z.array(z.object({ data: z.string(), attributes: z.record(z.string(), z.string()) })),
  }),
});

/** Returns the event that an object was written. */
export function eventOf(name: string): Letter {
  return {
    target: 'collect',
    headers: headersOf('google.cloud.storage.object.v1.finalized'),
    body: JSON.stringify({ bucket: 'artifacts', name }),
  };
}

/** Returns the messages of a request that a function sent to the fake topic, as a push subscription delivers them. */
export function messagesOf(sent: unknown): readonly Letter[] {
  return publishedSchema.parse(sent).body.messages.map(({ data, attributes }, index) => ({
    target: 'load',
    headers: headersOf('google.cloud.pubsub.topic.v1.messagePublished'),
    body: JSON.stringify({
      message: { data, attributes, messageId: String(index) },
      subscription: 's',
    }),
  }));
}

function headersOf(type: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    'ce-id': '1',
    'ce-source': '//test',
    'ce-specversion': '1.0',
    'ce-type': type,
  };
}
