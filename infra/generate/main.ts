/**
 * Writes the files that are generated from `infra/tables`, `infra/policy` and `infra/views`: `npm run generate`.
 * With `--check` it writes nothing, names the files that are out of date, and exits with 1 if there are any.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { updateFiles, type FileGenerator } from './generated-files.ts';

/** Each generator is imported when it is needed, as it imports files that the generators before it write. */
const GENERATORS: readonly FileGenerator[] = [
  async () => [(await import('./table-types.ts')).tableTypesFile()],
  async () => (await import('./policy-views.ts')).policyViewFiles(),
  async () => [await (await import('./reference/page.ts')).referenceFile()],
  async () => await (await import('./looker/project.ts')).lookerFiles(),
  async () => [(await import('./grafana/dashboard.ts')).grafanaFile()],
];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const {
  values: { check: isCheck },
} = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const outdated = await updateFiles(GENERATORS, { isCheck });
const names = outdated.map((file) => `  ${relative(ROOT, fileURLToPath(file))}\n`).join('');
if (isCheck && outdated.length > 0) {
  process.stderr.write(`Generated files are out of date:\n${names}Update them: npm run generate\n`);
  process.exitCode = 1;
} else if (outdated.length > 0) {
  process.stdout.write(`Updated:\n${names}`);
}
