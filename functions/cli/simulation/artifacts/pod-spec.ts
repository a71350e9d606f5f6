import type { CloudAccess } from '../builds/place.ts';
import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import { cloudByName, type Cloud } from '../catalog/clouds.ts';
import type { Job } from '../jobs/job.ts';

/** Returns the pod of a job with its presets merged in, which shows where its credentials come from. */
export function podSpec(job: Job, access: CloudAccess): object {
  const cloud = cloudByName(job.cloud);
  const credentials = podCredentials(job, access);
  const { serviceAccount, secretVolumes, tokenVolumes } = credentials;
  const resources = { cpu: '4', memory: '6Gi' };
  return {
    ...(serviceAccount === undefined ? {} : { serviceAccountName: serviceAccount }),
    containers: [
      {
        name: 'test',
        image: BUILD_PARAMETERS.image,
        imagePullPolicy: 'Always',
        command: ['runner.sh'],
        args: job.args,
        env: [...plainEnv(credentials), ...secretEnv(cloud)],
        resources: { limits: resources, requests: resources },
        volumeMounts: [...Object.keys(secretVolumes), ...Object.keys(tokenVolumes)].map((name) => ({
          name,
          mountPath: `/etc/${name}`,
          readOnly: true,
        })),
      },
    ],
    volumes: [...secretVolumesOf(credentials), ...tokenVolumesOf(credentials)],
  };
}

function plainEnv({ env }: PodCredentials): readonly object[] {
  return Object.entries(env).map(([name, value]) => ({ name, value }));
}

function secretEnv({ secret_env }: Cloud): readonly object[] {
  return Object.entries(secret_env).map(([name, secret]) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key: 'value' } },
  }));
}

function secretVolumesOf({ secretVolumes }: PodCredentials): readonly object[] {
  return Object.entries(secretVolumes).map(([name, secretName]) => ({
    name,
    secret: { secretName, defaultMode: 256 },
  }));
}

function tokenVolumesOf({ tokenVolumes }: PodCredentials): readonly object[] {
  return Object.entries(tokenVolumes).map(([name, audience]) => ({
    name,
    projected: {
      sources: [{ serviceAccountToken: { audience, expirationSeconds: 86_400, path: 'token' } }],
    },
  }));
}

type TextRecord = Readonly<Record<string, string>>;

/** The parts of a pod that give it credentials. */
interface PodCredentials {
  readonly labels: TextRecord;
  readonly env: TextRecord;
  readonly serviceAccount: string | undefined;
  readonly secretVolumes: TextRecord;
  readonly tokenVolumes: TextRecord;
}

/** Returns the credentials of a job's pod: the default ones of its cloud, a role that replaces the key, or both. */
export function podCredentials(job: Job, access: CloudAccess): PodCredentials {
  const { federation } = cloudByName(job.cloud);
  const defaults = defaultCredentials(job);
  if (federation === undefined || access === 'default') return defaults;
  const kept = access === 'both' ? defaults : withoutKey(defaults, federation);
  return {
    ...kept,
    env: { ...kept.env, ...federation.env },
    serviceAccount: federation.service_account ?? kept.serviceAccount,
    tokenVolumes: { ...kept.tokenVolumes, ...federation.token_volumes },
  };
}

function defaultCredentials({ cloud, labels, env }: Job): PodCredentials {
  const { service_account, secret_volumes, token_volumes } = cloudByName(cloud);
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

function withoutKey(defaults: PodCredentials, replaced: Replaced): PodCredentials {
  return {
    ...defaults,
    labels: without(defaults.labels, replaced.replaced_labels),
    env: without(defaults.env, replaced.replaced_env),
    secretVolumes: without(defaults.secretVolumes, replaced.replaced_volumes),
  };
}

function without(texts: TextRecord, names: readonly string[]): TextRecord {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => !names.includes(name)));
}
