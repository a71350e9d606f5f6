import { BUILDS } from '../catalog/builds.ts';
import { cloudNamed, type Cloud } from '../catalog/clouds.ts';
import type { Access } from '../builds/access.ts';
import type { Job } from '../jobs/job.ts';
import { equipmentOf, type Equipment } from './equipment.ts';

/** The pod of a job with its presets merged in: where credentials come from is told here. */
export function podSpec(job: Job, access: Access): object {
  const cloud = cloudNamed(job.cloud);
  const equipment = equipmentOf(job, access);
  const { serviceAccount, secretVolumes, tokenVolumes } = equipment;
  const resources = { cpu: '4', memory: '6Gi' };
  return {
    ...(serviceAccount === undefined ? {} : { serviceAccountName: serviceAccount }),
    containers: [
      {
        name: 'test',
        image: BUILDS.image,
        imagePullPolicy: 'Always',
        command: ['runner.sh'],
        args: job.args,
        env: [...plainEnv(equipment), ...secretEnv(cloud)],
        resources: { limits: resources, requests: resources },
        volumeMounts: [...Object.keys(secretVolumes), ...Object.keys(tokenVolumes)].map((name) => ({
          name,
          mountPath: `/etc/${name}`,
          readOnly: true,
        })),
      },
    ],
    volumes: [...secretVolumesOf(equipment), ...tokenVolumesOf(equipment)],
  };
}

function plainEnv({ env }: Equipment): readonly object[] {
  return Object.entries(env).map(([name, value]) => ({ name, value }));
}

function secretEnv({ secret_env }: Cloud): readonly object[] {
  return Object.entries(secret_env).map(([name, secret]) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key: 'value' } },
  }));
}

function secretVolumesOf({ secretVolumes }: Equipment): readonly object[] {
  return Object.entries(secretVolumes).map(([name, secretName]) => ({
    name,
    secret: { secretName, defaultMode: 256 },
  }));
}

function tokenVolumesOf({ tokenVolumes }: Equipment): readonly object[] {
  return Object.entries(tokenVolumes).map(([name, audience]) => ({
    name,
    projected: {
      sources: [{ serviceAccountToken: { audience, expirationSeconds: 86_400, path: 'token' } }],
    },
  }));
}
