import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startSchemaProvider, type RunningProvider } from './schema-provider.ts';

/** Folder of the root module. */
export const CONFIGURATION = fileURLToPath(new URL('../../../infra/terraform/', import.meta.url));

/** Attributes and blocks of the real provider, in the maintainers' folder. */
const DESCRIPTION = fileURLToPath(
  new URL('../../../../shared/terraform/google-8.0.0.schema.json', import.meta.url),
);

/** What the tests of the configuration lack; `undefined` if they can run. */
export function missingForTerraform(): string | undefined {
  const version = spawnSync('terraform', ['version'], { stdio: 'ignore' });
  if (version.error !== undefined) return 'terraform is not on the PATH';
  return existsSync(DESCRIPTION)
    ? undefined
    : `the description of the provider is missing: ${DESCRIPTION}`;
}

/** The result of a command of Terraform. */
export interface TerraformResult {
  readonly status: number | null;
  readonly output: string;
}

/** Terraform with a provider that only describes its resources; nothing is downloaded, and no account is needed. */
export class Terraform {
  readonly #provider: RunningProvider;
  readonly #data = mkdtempSync(join(tmpdir(), 'terraform-'));

  private constructor(provider: RunningProvider) {
    this.#provider = provider;
  }

  static async start(): Promise<Terraform> {
    return new Terraform(await startSchemaProvider(DESCRIPTION));
  }

  /** Runs a command in a folder of the configuration, after `init`. */
  async run(folder: string, args: readonly string[]): Promise<TerraformResult> {
    const init = await this.#command(folder, ['init', '-backend=false', '-no-color']);
    return init.status === 0 ? await this.#command(folder, args) : init;
  }

  stop(): void {
    this.#provider.stop();
    rmSync(this.#data, { recursive: true, force: true });
  }

  async #command(folder: string, args: readonly string[]): Promise<TerraformResult> {
    const child = spawn('terraform', [`-chdir=${join(CONFIGURATION, folder)}`, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        TF_REATTACH_PROVIDERS: this.#provider.reattach,
        TF_DATA_DIR: join(this.#data, folder.replaceAll('/', '-')),
        TF_CLI_CONFIG_FILE: '/dev/null',
        CHECKPOINT_DISABLE: '1',
        // A command runs for seconds, a quarter of which Go would spend on finding memory that is free again.
        GOGC: '400',
      },
    });
    const closed = new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { status: await closed, output: output + errors };
  }
}
