import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DockerfileParser, type Dockerfile, type Instruction } from 'dockerfile-ast';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const execute = promisify(execFile);

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })),
});

/** A stage of a Dockerfile: its image, and what comes after `FROM`. */
export interface BuildStage {
  readonly name: string;
  readonly image: string;
  readonly instructions: readonly Instruction[];
}

/** Returns the stages of a Dockerfile. */
export function stagesOf(file: Dockerfile): readonly BuildStage[] {
  const stages: { name: string; image: string; instructions: Instruction[] }[] = [];
  const froms = file.getFROMs();
  for (const instruction of file.getInstructions()) {
    const from = froms.find(
      (one) => one.getRange().start.line === instruction.getRange().start.line,
    );
    if (from === undefined) stages.at(-1)?.instructions.push(instruction);
    else {
      const name = from.getBuildStage() ?? 'image';
      stages.push({ name, image: from.getImage() ?? '', instructions: [] });
    }
  }
  return stages;
}

/** Returns the paths that `.dockerignore` lets through, which has one line `*` and then names what is taken. */
export async function contextPaths(): Promise<readonly string[]> {
  const text = await readFile(join(ROOT, '.dockerignore'), 'utf8');
  const [first, ...taken] = text.split('\n').filter((line) => !/^(?:#|$)/.test(line));
  if (first !== '*' || taken.some((line) => !/^![\w./-]+$/.test(line)))
    throw new Error('.dockerignore has to be a line * and then lines !<path>');
  return taken.map((line) => line.slice(1));
}

/**
 * Takes the steps of the Dockerfile without Docker: a folder stands for the root of each stage, and `npm ci` links the packages of
 * the checkout in place of asking the registry.
 */
export class ImageBuild {
  readonly #folder: string;
  readonly #stages: readonly BuildStage[];
  #stage: BuildStage | undefined;
  #directory = '/';

  /** @param folder of the roots of stages */
  constructor(folder: string, stages: readonly BuildStage[]) {
    this.#folder = folder;
    this.#stages = stages;
  }

  static async read(): Promise<Dockerfile> {
    return DockerfileParser.parse(await readFile(join(ROOT, 'Dockerfile'), 'utf8'));
  }

  /** Builds all stages. */
  async build(): Promise<void> {
    for (const stage of this.#stages) {
      this.#stage = stage;
      this.#directory = '/';
      await mkdir(this.path('/'), { recursive: true });
      for (const instruction of stage.instructions) await this.#take(instruction);
    }
  }

  /** Returns the path on this machine of a path in the current stage, or in another one. */
  path(path: string, stage = this.#stage?.name ?? ''): string {
    return join(this.#folder, stage, resolve(this.#directory, path));
  }

  async #take(instruction: Instruction): Promise<void> {
    const content = instruction.getArgumentsContent() ?? '';
    switch (instruction.getKeyword()) {
      case 'WORKDIR':
        this.#directory = content;
        await mkdir(this.path('.'), { recursive: true });
        break;
      case 'COPY':
        await this.#copy(instruction.toString());
        break;
      case 'RUN':
        for (const command of content.split(' && ')) await this.#run(command);
        break;
    }
  }

  /** @param copy `COPY [--from=<stage>] [--chown=<user>] <source>… <target>` */
  async #copy(copy: string): Promise<void> {
    const [, from] = /--from=(\S+)/.exec(copy) ?? [];
    const [, ...parts] = copy.split(/\s+/);
    const paths = parts.filter((part) => !part.startsWith('--'));
    const target = paths.at(-1) ?? '';
    const context = await contextPaths();
    for (const source of paths.slice(0, -1)) {
      if (from !== undefined) await copyTree(this.path(source, from), this.path(target));
      else if (source === '.')
        for (const path of context) await copyTree(join(ROOT, path), this.path(join(target, path)));
      else if (context.includes(source))
        await copyTree(join(ROOT, source), this.path(join(target, basename(source))));
      else throw new Error(`.dockerignore leaves ${source} out`);
    }
  }

  async #run(command: string): Promise<void> {
    if (command.startsWith('npm ci ')) {
      await linkLocked(this.path('.'), !command.includes('--omit=dev'));
      return;
    }
    const mapped = command.replace(/(?<=\s)\/(?=\w)/g, this.path('/'));
    const env = {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    };
    await execute('sh', ['-euc', mapped], { cwd: this.path('.'), env });
  }
}

async function copyTree(source: string, target: string): Promise<void> {
  await cp(source, target, { recursive: true, verbatimSymlinks: true });
}

/** Links the packages of the lock file of a folder to those of the checkout, as far as they are installed there. */
async function linkLocked(folder: string, hasDevelopment: boolean): Promise<void> {
  const lock = lockSchema.parse(
    JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')),
  );
  await rm(join(folder, 'node_modules'), { recursive: true, force: true });
  for (const [path, { dev = false }] of Object.entries(lock.packages)) {
    if (!/^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) || (dev && !hasDevelopment)) continue;
    if (!(await isInstalled(path))) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(ROOT, path), join(folder, path));
  }
}

async function isInstalled(path: string): Promise<boolean> {
  return await readdir(join(ROOT, path)).then(
    () => true,
    () => false,
  );
}
