import { PassThrough } from 'node:stream';
import { runCommandLine } from '../../../functions/cli/command-line.ts';
import type { CliPorts } from '../../../functions/cli/ports.ts';
import { COMMAND_VIEWS } from '../../support/pipeline-views.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process and returns its exit code and output. */
export function run(...args: readonly string[]): Promise<Ran> {
  return runWith(undefined, args);
}

/** Does the same with warehouses that have {@link COMMAND_VIEWS} only, which are refreshed in a fraction of the time. */
export function runPipeline(...args: readonly string[]): Promise<Ran> {
  return runWith(() => COMMAND_VIEWS, args);
}

async function runWith(
  views: CliPorts['views'] | undefined,
  args: readonly string[],
): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const texts = [stdout, stderr].map(async (stream) => {
    let text = '';
    for await (const chunk of stream as AsyncIterable<Buffer>) text += chunk.toString();
    return text;
  });
  const code = await runCommandLine(['node', 'ci-signal', ...args], { stdout, stderr }, views);
  stdout.end();
  stderr.end();
  const [out = '', err = ''] = await Promise.all(texts);
  return { code, stdout: out, stderr: err };
}

/** Returns the objects of an output in NDJSON. */
export function objects(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
