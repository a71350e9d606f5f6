import { UsageError } from '../../../shared/errors.ts';
import type { Files } from '../../../shared/ports/files.ts';
import type { CliPorts } from '../ports.ts';
import { TRUTH_FILE } from '../known-buckets.ts';
import type { SimulationOptions } from '../simulation/options.ts';
import { simulate } from '../simulation/simulate.ts';

/**
 * Checks that a directory is empty, missing, or a simulated bucket, and marks it as one.
 *
 * @throws UsageError when it holds anything else, which would be mixed with the simulated objects
 */
async function requireSimulated(files: Files, directory: string): Promise<void> {
  const truthFile = `${directory}/${TRUTH_FILE}`;
  if ((await files.list(directory)).length > 0 && !(await files.exists(truthFile))) {
    throw new UsageError(
      `cannot write simulated history to ${directory}: it holds other files; name an empty directory, ` +
        `or read what is there with \`ci-signal start ${directory}\``,
    );
  }
  await files.write(truthFile, '{}\n');
}

/** Writes the objects of a simulation, and `truth.json`, into a directory. */
export async function writeSimulation(
  { files, terminal }: CliPorts,
  directory: string,
  options: SimulationOptions,
): Promise<void> {
  // Options that are out of range throw here, before anything is written.
  const { objects, truth } = simulate(options);
  await requireSimulated(files, directory);
  const progress = terminal.progress(`simulating ${options.days} days of history`);
  try {
    let written = 0;
    for (const { name, body, updatedAt } of objects) {
      await files.write(`${directory}/${name}`, body, updatedAt);
      written++;
      if (written % 100 === 0) progress.update(`simulating: ${written} objects`);
    }
    const truthText = `${JSON.stringify(truth(), null, 2)}\n`;
    await files.write(`${directory}/${TRUTH_FILE}`, truthText, `${options.endDate}T23:59:59Z`);
    progress.done(`${written} objects of simulated history in ${directory} (seed ${options.seed})`);
  } finally {
    progress.stop();
  }
}
