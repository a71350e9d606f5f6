import { readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** The parts of the Compose specification that the file uses; others are errors. */
const serviceSchema = z.strictObject({
  image: z
    .string()
    .regex(/^[\w./-]+:[\w.-]+$/)
    .optional(),
  build: z
    .strictObject({
      context: z.string(),
      dockerfile: z.string(),
      args: z.record(z.string(), z.string()),
    })
    .optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  depends_on: z
    .record(z.string(), z.strictObject({ condition: z.literal('service_healthy') }))
    .optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.literal('CMD')]).rest(z.string()),
      interval: z.string().regex(/^\d+s$/),
      timeout: z.string().regex(/^\d+s$/),
      retries: z.number().int().positive(),
    })
    .optional(),
});

const { services } = z
  .strictObject({ name: z.string(), services: z.record(z.string(), serviceSchema) })
  .parse(parse(read('compose.yaml')));
const SERVICES = Object.entries(services);

/** Returns the versions that `.ci/install-emulators` installs, by the names of its variables. */
function installedVersions(): Readonly<Record<string, string>> {
  const found = read('.ci/install-emulators').matchAll(/^([A-Z_]+)=([\d.]+)$/gm);
  return Object.fromEntries([...found].map(([, name = '', version = '']) => [name, version]));
}

describe('compose.yaml', () => {
  test('has the versions of .ci/install-emulators', () => {
    const { FAKE_GCS_SERVER, ...ofBigQuery } = installedVersions();
    expect(services['storage']?.image).toBe(`fsouza/fake-gcs-server:${FAKE_GCS_SERVER}`);
    expect(services['bigquery']?.build?.args).toEqual(ofBigQuery);
  });

  test.each(SERVICES)('%s is an image of a fixed version, or built here', (_, { image, build }) => {
    expect(image ?? build).toBeDefined();
    expect(image ?? '').not.toMatch(/:(?:latest|emulators)$/);
  });

  const servers = SERVICES.filter(([, { ports }]) => ports !== undefined);

  test('has the three emulators', () => {
    expect(servers.map(([name]) => name)).toEqual(['storage', 'pubsub', 'bigquery']);
  });

  test.each(servers)('%s is open to this machine only, and has a health check', (_, service) => {
    for (const port of service.ports ?? []) {
      expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z_]+_PORT:-(\d+)\}:\1$/);
    }
    expect(service.healthcheck).toBeDefined();
  });

  test.each(SERVICES)('%s waits for services that have a health check', (_, service) => {
    for (const name of Object.keys(service.depends_on ?? {})) {
      expect(services[name]?.healthcheck).toBeDefined();
    }
  });
});

describe('the image of the BigQuery emulator', () => {
  const { context = '', dockerfile = '', args = {} } = services['bigquery']?.build ?? {};
  const file = DockerfileParser.parse(read(`${context}/${dockerfile}`));

  test('takes the versions as arguments, and uses each', () => {
    const taken = file.getARGs().map((arg) => arg.getProperty()?.getName());
    expect(taken).toEqual(Object.keys(args));
    const [steps = ''] = file
      .getInstructions()
      .filter((instruction) => instruction.toString().startsWith('RUN pip'))
      .map(String);
    for (const name of taken) expect(steps).toContain(`==$${name}"`);
  });

  test('installs the packages that .ci/install-emulators installs', () => {
    const packages = (text: string): readonly string[] =>
      [...text.matchAll(/"([\w[\]-]+)==\$\w+"/g)].map(([, name = '']) => name).toSorted();
    expect(packages(read(`${context}/${dockerfile}`))).toEqual(
      packages(read('.ci/install-emulators')),
    );
  });

  test('does not run as root', () => {
    const users = file
      .getInstructions()
      .filter((instruction) => instruction.getKeyword() === 'USER')
      .map((instruction) => instruction.getArgumentsContent());
    expect(users).toEqual(['emulator']);
  });
});
