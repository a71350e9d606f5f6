import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type GrpcObject,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { z } from 'zod';

const NESTING: Readonly<Record<string, number>> = { single: 1, list: 2, set: 3, map: 4, group: 5 };

const attributeSchema = z.object({
  type: z.unknown(),
  required: z.boolean().optional(),
  optional: z.boolean().optional(),
  computed: z.boolean().optional(),
  deprecated: z.boolean().optional(),
});

/** A block; one inside of another has a nesting, and limits of how often it may stand there. */
interface BlockDescription {
  readonly attributes?: Readonly<Record<string, z.infer<typeof attributeSchema>>> | undefined;
  readonly blocks?: Readonly<Record<string, BlockDescription>> | undefined;
  readonly nesting?: string | undefined;
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

const blockSchema: z.ZodType<BlockDescription> = z.lazy(() =>
  z.object({
    attributes: z.record(z.string(), attributeSchema).optional(),
    blocks: z.record(z.string(), blockSchema).optional(),
    nesting: z.string().optional(),
    min: z.number().nullish(),
    max: z.number().nullish(),
  }),
);

const providerSchema = z.object({
  resources: z.record(z.string(), blockSchema),
  data: z.record(z.string(), blockSchema),
});

/** A running provider. */
export interface RunningProvider {
  /** Value of TF_REATTACH_PROVIDERS, with which Terraform uses it. */
  readonly reattach: string;
  readonly stop: () => void;
}

/**
 * Starts a provider `hashicorp/google` that only describes its resources. Terraform checks configurations against it, and runs
 * tests in which the provider is mocked.
 *
 * @param path file with the attributes and blocks of the real provider
 */
export async function startSchemaProvider(path: string): Promise<RunningProvider> {
  const server = new Server();
  const schemas = describedResources(path);
  const { service } = providerClient();
  server.addService(service, {
    GetSchema: reply(() => schemas),
    PrepareProviderConfig: reply(({ config }) => ({ prepared_config: config })),
    ValidateResourceTypeConfig: reply(() => ({})),
    ValidateDataSourceConfig: reply(() => ({})),
    Configure: reply(() => ({})),
    Stop: reply(() => ({})),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    reattach: reattachment(port),
    stop: () => {
      server.forceShutdown();
    },
  };
}

type Handler = (
  call: ServerUnaryCall<Record<string, unknown>, object>,
  callback: sendUnaryData<object>,
) => void;

function reply(respond: (request: Readonly<Record<string, unknown>>) => object): Handler {
  return ({ request }, callback) => {
    callback(null, respond(request));
  };
}

/** Returns the answer to GetSchema. */
function describedResources(path: string): object {
  const { resources, data } = providerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return {
    provider: { block: {} },
    resource_schemas: mapValues(resources, (block) => ({ block: blockOf(block) })),
    data_source_schemas: mapValues(data, (block) => ({ block: blockOf(block) })),
  };
}

function reattachment(port: number): string {
  const address = { Network: 'tcp', String: `127.0.0.1:${port}` };
  const plugin = { Protocol: 'grpc', ProtocolVersion: 5, Pid: process.pid, Test: true };
  return JSON.stringify({ 'registry.terraform.io/hashicorp/google': { ...plugin, Addr: address } });
}

function providerClient(): ServiceClientConstructor {
  const proto = fileURLToPath(new URL('provider.proto', import.meta.url));
  const loaded = loadPackageDefinition(loadSync(proto, { keepCase: true }));
  const { Provider } = loaded['tfplugin5'] as GrpcObject;
  return Provider as ServiceClientConstructor;
}

function blockOf({ attributes = {}, blocks = {} }: BlockDescription): object {
  return {
    attributes: Object.entries(attributes).map(([name, { type, ...flags }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      ...flags,
    })),
    block_types: Object.entries(blocks).map(([type_name, { nesting, min, max, ...block }]) => ({
      type_name,
      block: blockOf(block),
      nesting: NESTING[nesting ?? 'list'],
      min_items: min ?? 0,
      max_items: max ?? 0,
    })),
  };
}

function mapValues<T, R>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
