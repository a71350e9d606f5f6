import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readViews, viewFolder } from '../../../shared/adapters/local/view-files.ts';
import { neededViews } from '../../../shared/views/dependencies.ts';
import { installPackage } from '../../support/installed-package.ts';
import { PROJECT_ID } from '../emulators.ts';

const execute = promisify(execFile);

/** Time after which a query is ended: the BigQuery emulator sometimes locks up. */
const QUERY_MS = 40_000;

/** Time after which a deployment is ended. It has hundreds of statements, and takes minutes beside other programs. */
const DEPLOYMENT_MS = 400_000;

/** The command line as `npm pack` makes it, installed beside nothing but its dependencies. */
export class InstalledCommandLine {
  readonly #launcher: string;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(launcher: string, environment: Readonly<Record<string, string>>) {
    this.#launcher = launcher;
    this.#environment = environment;
  }

  /**
   * Installs the command line in a folder.
   *
   * @param asked views that the package keeps, with those that they read: the emulator takes more than two minutes for all
   */
  static async install(
    folder: string,
    asked: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<InstalledCommandLine> {
    const installed = await installPackage(folder);
    const views = pathToFileURL(`${join(installed.folder, 'infra/views')}/`);
    const all = readViews(views);
    const kept = new Set(neededViews(asked, all).map(({ name }) => name));
    const left = all.filter(({ name }) => !kept.has(name));
    await Promise.all(left.map(({ name }) => rm(viewFolder(name, views), { recursive: true })));
    return new InstalledCommandLine(installed.launcher, environment);
  }

  /** Creates what is missing in the warehouse, and returns the names of all views of the package. */
  async deploy(): Promise<string> {
    return await this.#run(DEPLOYMENT_MS, 'deploy');
  }

  /**
   * Returns the rows of a query.
   *
   * @returns `undefined` if there was no answer in time
   */
  async query(sql: string): Promise<unknown> {
    try {
      return JSON.parse(await this.#run(QUERY_MS, 'query', '--format', 'json', sql));
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'killed' in error && error.killed === true)
        return undefined;
      throw error;
    }
  }

  async #run(timeout: number, command: string, ...args: readonly string[]): Promise<string> {
    const warehouse = ['--warehouse', `bigquery:${PROJECT_ID}`];
    const { stdout } = await execute(
      process.execPath,
      [this.#launcher, command, ...warehouse, ...args],
      { env: { ...process.env, ...this.#environment }, timeout },
    );
    return stdout;
  }
}
