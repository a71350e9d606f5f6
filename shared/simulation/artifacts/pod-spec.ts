import { BUILDS } from '../catalog/builds.ts';
import { cloudNamed, type Cloud } from '../catalog/clouds.ts';
import type { Job } from '../jobs/job.ts';

/** The pod of a job with its presets merged in: where credentials come from is told here. */
export function podSpec(job: Job): object {
  const cloud = cloudNamed(job.cloud);
  const resources = { cpu: '4', memory: '6Gi' };
  return {
    ...(cloud.service_account === undefined ? {} : { serviceAccountName: cloud.service_account }),
    containers: [
      {
        name: 'test',
        image: BUILDS.image,
        imagePullPolicy: 'Always',
        command: ['runner.sh'],
        args: job.args,
        env: [...plainEnv(job), ...secretEnv(cloud)],
        resources: { limits: resources, requests: resources },
        volumeMounts: [
          ...Object.keys(cloud.secret_volumes),
          ...Object.keys(cloud.token_volumes),
        ].map((name) => ({ name, mountPath: `/etc/${name}`, readOnly: true })),
      },
    ],
    volumes: [...secretVolumes(cloud), ...tokenVolumes(cloud)],
  };
}

function plainEnv({ env }: Job): readonly object[] {
  return Object.entries(env).map(([name, value]) => ({ name, value }));
}

function secretEnv({ secret_env }: Cloud): readonly object[] {
  return Object.entries(secret_env).map(([name, secret]) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key: 'value' } },
  }));
}

function secretVolumes({ secret_volumes }: Cloud): readonly object[] {
  return Object.entries(secret_volumes).map(([name, secretName]) => ({
    name,
    secret: { secretName, defaultMode: 256 },
  }));
}

function tokenVolumes({ token_volumes }: Cloud): readonly object[] {
  return Object.entries(token_volumes).map(([name, audience]) => ({
    name,
    projected: {
      sources: [{ serviceAccountToken: { audience, expirationSeconds: 86_400, path: 'token' } }],
    },
  }));
}
