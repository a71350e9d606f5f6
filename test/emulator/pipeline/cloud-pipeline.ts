import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PubSub } from '@google-cloud/pubsub';
import { Storage } from '@google-cloud/storage';
import { bundleFunction } from '../../../infra/build/function-bundle.ts';
import { freePort } from '../../support/free-port.ts';
import {
  PROJECT_ID,
  startBigQuery,
  startCloudStorage,
  startPubSub,
  type Emulator,
} from '../emulators.ts';
import { installFramework, startFunction } from '../functions.ts';
import { InstalledCommandLine } from './command-line.ts';
import { WriteGate } from './write-gate.ts';

/** Servers of the pipeline, each of which can be stopped and started again at the same address. */
export type Part = 'messages' | 'bucket' | 'warehouse' | FunctionName;

const FUNCTIONS = ['collect', 'load', 'reconcile'] as const;
type FunctionName = (typeof FUNCTIONS)[number];

const BUCKET = 'artifacts';
/** Topics, and the servers to which their subscriptions push. */
const TOPICS = { 'ci-objects': 'collect', 'ci-records': 'gate' } as const;

type Ports = Readonly<Record<Part | 'writes' | 'gate', number>>;

interface Place {
  readonly folder: string;
  readonly ports: Ports;
}

/**
 * The whole pipeline as servers: bucket → notification → bundle of collect → message → bundle of load → warehouse, with views
 * that the packed command line has deployed. The bundles are in a folder without packages but the Functions Framework.
 */
export class CloudPipeline {
  readonly #folder: string;
  readonly #ports: Ports;
  readonly #running = new Map<Part, Emulator>();
  readonly #pubsub: PubSub;
  readonly #storage: Storage;
  readonly #commandLine: InstalledCommandLine;
  readonly #gate: WriteGate;

  private constructor(
    { folder, ports }: Place,
    gate: WriteGate,
    commandLine: InstalledCommandLine,
  ) {
    this.#folder = folder;
    this.#ports = ports;
    this.#commandLine = commandLine;
    this.#gate = gate;
    const projectId = PROJECT_ID;
    this.#pubsub = new PubSub({ projectId, apiEndpoint: `127.0.0.1:${ports.messages}` });
    this.#storage = new Storage({
      projectId,
      apiEndpoint: `http://127.0.0.1:${ports.bucket}`,
      useAuthWithCustomEndpoint: false,
    });
  }

  /**
   * Builds and starts everything.
   *
   * @param asked views that will be queried
   */
  static async start(asked: readonly string[]): Promise<CloudPipeline> {
    const folder = await mkdtemp(join(tmpdir(), 'cloud-'));
    const ports = await freePorts();
    for (const name of FUNCTIONS)
      await bundleFunction(name, pathToFileURL(`${join(folder, name)}/`));
    await installFramework(folder);
    const cli = join(folder, 'command-line');
    const commandLine = await InstalledCommandLine.install(cli, asked, warehouseAt(ports));
    const gate = await WriteGate.start(ports.gate, ports.load);
    const pipeline = new CloudPipeline({ folder, ports }, gate, commandLine);
    try {
      await pipeline.#startAll();
      return pipeline;
    } catch (error) {
      await pipeline.close();
      throw error;
    }
  }

  async #startAll(): Promise<void> {
    await this.resume('messages');
    await this.resume('bucket');
    await this.resume('warehouse');
    await this.#storage.createBucket(BUCKET);
    await this.#commandLine.deploy();
    for (const name of FUNCTIONS) await this.resume(name);
  }

  /** Ends a server; what it keeps in memory is lost. */
  async stop(part: Part): Promise<void> {
    await this.#running.get(part)?.close();
    this.#running.delete(part);
  }

  /** Starts a server, unless it runs. Pub/Sub, whose emulator keeps nothing, gets its topics and subscriptions again. */
  async resume(part: Part): Promise<void> {
    if (this.#running.has(part)) return;
    this.#running.set(part, await this.#started(part));
    if (part === 'messages') await this.#subscribe();
  }

  async restart(part: Part): Promise<void> {
    await this.stop(part);
    await this.resume(part);
  }

  async #started(part: Part): Promise<Emulator> {
    const { [part]: port, messages, writes } = this.#ports;
    const folder = join(this.#folder, part);
    if (part === 'messages') return await startPubSub({ port });
    if (part === 'warehouse') return await startBigQuery({ port, storagePort: writes, folder });
    if (part === 'bucket') {
      const pubsub = { apiEndpoint: `127.0.0.1:${messages}` };
      return await startCloudStorage({ pubsub, topic: 'ci-objects' }, { port, folder });
    }
    return await startFunction(part, this.#environment(), { source: folder, port });
  }

  #environment(): Readonly<Record<string, string>> {
    return {
      ...warehouseAt(this.#ports),
      GOOGLE_CLOUD_PROJECT: PROJECT_ID,
      PUBSUB_EMULATOR_HOST: `127.0.0.1:${this.#ports.messages}`,
      STORAGE_ENDPOINT: `http://127.0.0.1:${this.#ports.bucket}`,
      TOPIC: 'ci-records',
      BUCKETS: `${BUCKET}/logs/`,
      ANONYMOUS: 'true',
      WAREHOUSE: `bigquery:${PROJECT_ID}`,
      MIN_AGE_SECONDS: '0',
    };
  }

  async #subscribe(): Promise<void> {
    for (const [topic, target] of Object.entries(TOPICS)) {
      await this.#pubsub.createTopic(topic);
      await this.#pubsub.createSubscription(topic, `${topic}-push`, {
        // The Functions Framework takes the name of the topic from the path.
        pushConfig: {
          pushEndpoint: `http://127.0.0.1:${this.#ports[target]}/projects/${PROJECT_ID}/topics/${topic}`,
        },
        ackDeadlineSeconds: 60,
        retryPolicy: { minimumBackoff: { seconds: 1 }, maximumBackoff: { seconds: 2 } },
      });
    }
  }

  /** Uploads an object; a Buffer is compressed content. */
  async upload(name: string, content: string | Buffer): Promise<void> {
    await this.#storage
      .bucket(BUCKET)
      .file(name)
      .save(content, {
        resumable: false,
        ...(Buffer.isBuffer(content) && { metadata: { contentEncoding: 'gzip' } }),
      });
  }

  /**
   * Returns the rows of a query, which the packed command line prints. A BigQuery emulator that has locked up is started again.
   *
   * @returns `undefined` if there was no answer
   */
  async query(sql: string): Promise<unknown> {
    const rows = await this.#gate.alone(() => this.#commandLine.query(sql));
    if (rows === undefined) await this.restart('warehouse');
    return rows;
  }

  /** Calls the function `reconcile` as Cloud Scheduler does. */
  async reconcile(): Promise<void> {
    const url = `http://127.0.0.1:${this.#ports.reconcile}/`;
    const response = await this.#gate.alone(() => fetch(url, { method: 'POST' }));
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  }

  async close(): Promise<void> {
    await this.#pubsub.close();
    for (const part of [...this.#running.keys()].toReversed()) await this.stop(part);
    await this.#gate.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function warehouseAt({ warehouse, writes }: Ports): Readonly<Record<string, string>> {
  return {
    BIGQUERY_ENDPOINT: `http://127.0.0.1:${warehouse}`,
    BIGQUERY_STORAGE_ENDPOINT: `127.0.0.1:${writes}`,
  };
}

async function freePorts(): Promise<Ports> {
  return {
    messages: await freePort(),
    bucket: await freePort(),
    warehouse: await freePort(),
    writes: await freePort(),
    collect: await freePort(),
    load: await freePort(),
    gate: await freePort(),
    reconcile: await freePort(),
  };
}
