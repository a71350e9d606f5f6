import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Random } from '../../../../functions/cli/simulation/random.ts';
import { FunctionProcess } from '../../../benchmarks/start/function-process.ts';
import { FakeGoogle } from '../../../support/fake-google.ts';
import { changesOf } from '../changes.ts';
import { Faults } from '../faults.ts';
import { jobOf } from '../schedule.ts';
import { PushQueue } from './delivery.ts';
import { eventOf, messagesOf, type Letter } from './letters.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Faults of the services, and the killing of the function that asks them. */
const FAULTS = [
  '429',
  '500',
  '503',
  'reset',
  'half',
  'short',
  'silent',
  'taken, no answer',
  'late',
  'killed',
] as const;

/** Time-out of the functions, which have to wait for it when a service is silent. */
const ANSWER_TIMEOUT_SECONDS = 1;
const LATE_MS = 300;

/** The functions collect and load in processes of their own, between a fake bucket and a DuckDB file. */
export class ProcessStage {
  readonly google: FakeGoogle;
  readonly #warehouse: string;
  readonly #processes = new Map<Letter['target'], Promise<FunctionProcess>>();
  #faults: Faults | undefined;
  #kills = 0;
  kills = 0;
  /** The faults that have happened. */
  readonly faults = new Set<string>();

  private constructor(google: FakeGoogle, warehouse: string) {
    this.google = google;
    this.#warehouse = warehouse;
    google.intercept = (request, response) => this.#disturb(request, response);
  }

  /** @param warehouse path of a DuckDB file with all tables */
  static async open(warehouse: string): Promise<ProcessStage> {
    return new ProcessStage(await FakeGoogle.start(), warehouse);
  }

  /**
   * Runs the schedule of a seed: changes of the bucket, their events, and the messages that collect publishes.
   *
   * @param kills number of times that a process is killed at most
   */
  async run(seed: number, kills: number): Promise<void> {
    const random = new Random('processes', seed);
    const queue = new PushQueue(random);
    const changes = [...changesOf(random, jobOf(seed))];
    this.#faults = new Faults(random, { probability: random.pick([0, 0.05, 0.2]), most: 10 });
    this.#kills = kills;
    while (changes.length > 0 || !queue.isEmpty) {
      if (changes.length > 0 && (queue.isEmpty || random.chance(0.5))) {
        const { name, body } = changes.shift() ?? { name: '' };
        if (body === undefined) this.google.remove(name);
        else {
          this.google.put(name, Buffer.from(body));
          queue.add(eventOf(name));
        }
      } else {
        await queue.deliverSome((letter) => this.#deliver(letter, random));
        for (const sent of this.google.published.splice(0)) {
          for (const letter of messagesOf(sent)) queue.add(letter);
        }
      }
    }
    if (queue.dead.length > 0) throw new Error(`${queue.dead.length} messages are dead letters`);
  }

  async stopProcesses(): Promise<void> {
    this.#faults = undefined;
    for (const running of this.#processes.values()) await (await running).stop();
    this.#processes.clear();
  }

  async close(): Promise<void> {
    await this.stopProcesses();
    await this.google.close();
  }

  async #deliver({ target, headers, body }: Letter, random: Random): Promise<boolean> {
    const running = await this.#process(target);
    const answer = running.deliver(headers, body);
    if (target === 'load' && random.chance(0.05))
      setTimeout(() => void this.#kill('load'), random.integer([0, 20]));
    const status = await answer;
    return status !== undefined && status >= 200 && status < 300;
  }

  #process(target: Letter['target']): Promise<FunctionProcess> {
    const running = this.#processes.get(target) ?? this.#start(target);
    this.#processes.set(target, running);
    return running;
  }

  #start(target: Letter['target']): Promise<FunctionProcess> {
    if (target === 'load')
      return FunctionProcess.start(target, path('load.ts'), { WAREHOUSE: this.#warehouse });
    const { address, bucket } = this.google;
    return FunctionProcess.start(target, path('../../../../functions/collect/main.ts'), {
      GOOGLE_CLOUD_PROJECT: 'p',
      TOPIC: 't',
      BUCKETS: bucket,
      ANONYMOUS: 'true',
      PATIENCE_SECONDS: '0',
      ANSWER_TIMEOUT_SECONDS: String(ANSWER_TIMEOUT_SECONDS),
      STORAGE_ENDPOINT: `http://${address}`,
      PUBSUB_EMULATOR_HOST: address,
    });
  }

  /** Kills a process by its own id; the next delivery starts another one. */
  async #kill(target: Letter['target']): Promise<void> {
    const running = this.#processes.get(target);
    if (running === undefined || this.#kills === 0) return;
    this.#kills--;
    this.kills++;
    this.#processes.delete(target);
    await (await running).stop();
  }

  #answerLate(response: ServerResponse): void {
    const end = response.end.bind(response) as (body?: string | Uint8Array) => ServerResponse;
    response.end = (body?: unknown) => {
      setTimeout(() => end(body as string | Uint8Array), LATE_MS);
      return response;
    };
  }

  /** Fails a request to the services, or kills collect at it. */
  #disturb(request: IncomingMessage, response: ServerResponse): boolean {
    const fault = this.#faults?.at(...FAULTS);
    if (fault !== undefined) this.faults.add(fault);
    switch (fault) {
      case undefined:
        return false;
      case 'silent':
        // The function gives up after its time-out.
        return true;
      case 'taken, no answer':
        response.end = () => response;
        return false;
      case 'short':
        response.writeHead(200).end('{');
        return true;
      case 'late':
        this.#answerLate(response);
        return false;
      case 'reset':
        request.socket.destroy();
        return true;
      case 'half':
        response.writeHead(200, { 'content-length': '1000' }).write('{"half": ');
        setTimeout(() => request.socket.destroy(), 5);
        return true;
      case 'killed':
        void this.#kill('collect');
        return false;
      case '429':
      case '500':
      case '503':
        response.writeHead(Number(fault)).end('{}');
        return true;
    }
  }
}
