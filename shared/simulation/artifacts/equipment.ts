import { cloudNamed } from '../catalog/clouds.ts';
import type { Access } from '../builds/access.ts';
import type { Job } from '../jobs/job.ts';

type Texts = Readonly<Record<string, string>>;

/** What a job has that tells of its credentials, as it is configured at a time. */
export interface Equipment {
  readonly labels: Texts;
  readonly env: Texts;
  readonly secretVolumes: Texts;
  readonly tokenVolumes: Texts;
}

/** What a job is equipped with to open its cloud. */
export function equipmentOf(job: Job, access: Access): Equipment {
  const { secret_volumes, token_volumes, federation } = cloudNamed(job.cloud);
  const { labels, env } = job;
  const usual = { labels, env, secretVolumes: secret_volumes, tokenVolumes: token_volumes };
  if (federation === undefined || access === 'usual') return usual;
  const { replaced_labels, replaced_env, replaced_volumes } = federation;
  const kept =
    access === 'both'
      ? usual
      : {
          labels: without(labels, replaced_labels),
          env: without(env, replaced_env),
          secretVolumes: without(secret_volumes, replaced_volumes),
        };
  return {
    ...kept,
    env: { ...kept.env, ...federation.env },
    tokenVolumes: { ...token_volumes, ...federation.token_volumes },
  };
}

function without(texts: Texts, names: readonly string[]): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => !names.includes(name)));
}
