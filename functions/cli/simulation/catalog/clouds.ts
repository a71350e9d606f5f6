import { z } from 'zod';
import clouds from './clouds.json' with { type: 'json' };
import distros from './distros.json' with { type: 'json' };
import { names, range, share, texts } from './vocabulary.ts';

/** How jobs get from a key in a secret to a role that they take for a token, or to an account that has one. */
const federation = z
  .strictObject({
    /** Share of the jobs that do. */
    share,
    /** When they get the role, as a share of the window; below 0 it was before. */
    at: range,
    /** Share of those that keep the key for a while beside it, and how long, as a share of the window. */
    overlap_share: share,
    overlap: range,
    replaced_labels: names,
    replaced_env: names,
    replaced_volumes: names,
    service_account: z.string().optional(),
    env: texts,
    token_volumes: texts,
  })
  .readonly();

const cloud = z
  .strictObject({
    annotation: z.string(),
    /** Zones by region. */
    regions: z.record(z.string(), names).readonly(),
    /** Build clusters and how much of the cloud's jobs they run, relatively. */
    clusters: z.record(z.string(), z.number().positive()).readonly(),
    /** Jobs that move to another build cluster: how many of those on the old one, and when, as a share of the window. */
    move: z
      .strictObject({ from: z.string(), to: z.string(), share, at: range })
      .readonly()
      .optional(),
    /** Presets that give the jobs of the cloud their credentials. */
    labels: texts,
    service_account: z.string().optional(),
    env: texts,
    /** Environment variables that come from a secret of this name. */
    secret_env: texts,
    secret_volumes: texts,
    /** Projected service-account tokens and their audience: short-lived credentials. */
    token_volumes: texts,
    /** What all that amounts to without federation: what it opens, and whether for good. */
    credentials: z.record(z.string(), z.enum(['static', 'short_lived'])).readonly(),
    federation: federation.optional(),
    /** What its jobs lease before they start. */
    boskos: z.strictObject({ type: z.string(), project: z.string() }).readonly().optional(),
    dns_domain: z.string(),
    state_store: z.string(),
    dashboard: z.string(),
    node_name: z.string(),
  })
  .readonly();
export type Cloud = z.infer<typeof cloud>;

const distro = z
  .strictObject({ ssh_user: z.string(), arch: z.enum(['amd64', 'arm64']), images: texts })
  .readonly();

export const CLOUDS = z.record(z.string(), cloud).readonly().parse(clouds);
export const DISTROS = z.record(z.string(), distro).readonly().parse(distros);

/** @throws RangeError when the catalog has no such cloud */
export function cloudByName(name: string): Cloud {
  const found = CLOUDS[name];
  if (found === undefined) throw new RangeError(`no cloud ${name} in the catalog`);
  return found;
}

/** The machine image of a distribution on a cloud, and who logs in there. */
export function machineImage(name: string, cloudName: string): { image: string; sshUser: string } {
  const found = DISTROS[name];
  const image = found?.images[cloudName];
  if (found === undefined || image === undefined) {
    throw new RangeError(`no image of ${name} for ${cloudName} in the catalog`);
  }
  return { image, sshUser: found.ssh_user };
}
