import { cloudNamed } from '../catalog/clouds.ts';
import type { Access } from '../builds/access.ts';
import type { Job } from '../jobs/job.ts';

type Texts = Readonly<Record<string, string>>;

/** What a job has that tells of its credentials, as it is configured at a time. */
export interface Equipment {
  readonly labels: Texts;
  readonly env: Texts;
  readonly serviceAccount: string | undefined;
  readonly secretVolumes: Texts;
  readonly tokenVolumes: Texts;
}

/** What a job is equipped with to open its cloud. */
export function equipmentOf(job: Job, access: Access): Equipment {
  const { federation } = cloudNamed(job.cloud);
  const usual = usualOf(job);
  if (federation === undefined || access === 'usual') return usual;
  const kept = access === 'both' ? usual : withoutKey(usual, federation);
  return {
    ...kept,
    env: { ...kept.env, ...federation.env },
    serviceAccount: federation.service_account ?? kept.serviceAccount,
    tokenVolumes: { ...kept.tokenVolumes, ...federation.token_volumes },
  };
}

function usualOf({ cloud, labels, env }: Job): Equipment {
  const { service_account, secret_volumes, token_volumes } = cloudNamed(cloud);
  return {
    labels,
    env,
    serviceAccount: service_account,
    secretVolumes: secret_volumes,
    tokenVolumes: token_volumes,
  };
}

type Replaced = Readonly<
  Record<'replaced_labels' | 'replaced_env' | 'replaced_volumes', readonly string[]>
>;

function withoutKey(usual: Equipment, replaced: Replaced): Equipment {
  return {
    ...usual,
    labels: without(usual.labels, replaced.replaced_labels),
    env: without(usual.env, replaced.replaced_env),
    secretVolumes: without(usual.secretVolumes, replaced.replaced_volumes),
  };
}

function without(texts: Texts, names: readonly string[]): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => !names.includes(name)));
}
