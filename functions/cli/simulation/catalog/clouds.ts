import { z } from 'zod';
import clouds from './clouds.json' with { type: 'json' };
import distros from './distros.json' with { type: 'json' };
import { nameList, rangeSchema, shareSchema, textRecord } from './vocabulary.ts';

/** The migration of jobs from a key in a secret to a role or a service account, which do not need a key. */
const federation = z
  .strictObject({
    /** Share of the jobs that migrate. */
    share: shareSchema,
    /** Time at which they get the role, as a share of the window; negative for a time before it. */
    at: rangeSchema,
    /** Share of those that keep the key in addition to the role, and the duration of that as a share of the window. */
    overlap_share: shareSchema,
    overlap: rangeSchema,
    replaced_labels: nameList,
    replaced_env: nameList,
    replaced_volumes: nameList,
    service_account: z.string().optional(),
    env: textRecord,
    token_volumes: textRecord,
  })
  .readonly();

const cloud = z
  .strictObject({
    annotation: z.string(),
    /** Zones by region. */
    regions: z.record(z.string(), nameList).readonly(),
    /** Weights of the build clusters that run the cloud's jobs. */
    clusters: z.record(z.string(), z.number().positive()).readonly(),
    /** Jobs that move to another build cluster: the share of those on the old one, and the time as a share of the window. */
    move: z
      .strictObject({ from: z.string(), to: z.string(), share: shareSchema, at: rangeSchema })
      .readonly()
      .optional(),
    /** Labels of the presets that give the jobs of the cloud their credentials. */
    labels: textRecord,
    service_account: z.string().optional(),
    env: textRecord,
    /** Environment variables with the name of the secret that sets each. */
    secret_env: textRecord,
    secret_volumes: textRecord,
    /** Projected service-account tokens and their audience: short-lived credentials. */
    token_volumes: textRecord,
    /** The credentials that result without federation: their lifetime by the cloud that they open. */
    credentials: z.record(z.string(), z.enum(['static', 'short_lived'])).readonly(),
    federation: federation.optional(),
    /** The resource that its jobs lease before they start. */
    boskos: z.strictObject({ type: z.string(), project: z.string() }).readonly().optional(),
    dns_domain: z.string(),
    state_store: z.string(),
    dashboard: z.string(),
    node_name: z.string(),
  })
  .readonly();
export type Cloud = z.infer<typeof cloud>;

const distro = z
  .strictObject({ ssh_user: z.string(), arch: z.enum(['amd64', 'arm64']), images: textRecord })
  .readonly();

const CLOUDS = z.record(z.string(), cloud).readonly().parse(clouds);
const DISTROS = z.record(z.string(), distro).readonly().parse(distros);

/**
 * Returns a cloud of the catalog.
 *
 * @throws RangeError if the catalog has no such cloud
 */
export function cloudByName(name: string): Cloud {
  const found = CLOUDS[name];
  if (found === undefined)
    throw new RangeError(`The catalog has no cloud ${name}; add it to catalog/clouds.json.`);
  return found;
}

/**
 * Returns the machine image of a distribution on a cloud, and its login user.
 *
 * @throws RangeError if the catalog has no such image
 */
export function machineImage(name: string, cloudName: string): { image: string; sshUser: string } {
  const found = DISTROS[name];
  const image = found?.images[cloudName];
  if (found === undefined || image === undefined) {
    throw new RangeError(
      `The catalog has no image of ${name} for ${cloudName}; add it to catalog/distros.json.`,
    );
  }
  return { image, sshUser: found.ssh_user };
}
