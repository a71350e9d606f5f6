import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { simulate } from '../../../../../functions/cli/simulation/simulate.ts';
import { lastVersions, textOf } from './recount.ts';

const simulation = simulate({ seed: 4, days: 21, endDate: '2026-11-20', scale: 0 });
const last = lastVersions(simulation.objects);
const { builds, jobs } = simulation.truth();
const clouds = new Map(jobs.map(({ job, cloud }) => [job, cloud]));

const names = z.object({ name: z.string() });
const prowjobSchema = z.object({
  metadata: z.object({ labels: z.record(z.string(), z.string()) }),
  spec: z.object({
    pod_spec: z.object({
      serviceAccountName: z.string().optional(),
      containers: z.array(z.object({ env: z.array(names), volumeMounts: z.array(names) })),
      volumes: z.array(
        names.extend({
          secret: z.object({ secretName: z.string() }).optional(),
          projected: z.object({ sources: z.array(z.unknown()) }).optional(),
        }),
      ),
    }),
  }),
});

/** Returns whether a pod has the key of its cloud, and whether it has the role that replaces the key. */
function equippedWith(cloud: string, document: string): { key: boolean; role: boolean } {
  const { metadata, spec } = prowjobSchema.parse(JSON.parse(document));
  const { serviceAccountName, containers, volumes } = spec.pod_spec;
  const env = containers.flatMap((container) => container.env.map(({ name }) => name));
  const secrets = volumes.map(({ secret }) => secret?.secretName);
  if (cloud === 'aws') {
    return {
      key:
        'preset-k8s-kops-aws-credential' in metadata.labels &&
        env.includes('AWS_SHARED_CREDENTIALS_FILE') &&
        secrets.includes('kops-aws-credentials'),
      role:
        env.includes('AWS_ROLE_ARN') &&
        env.includes('AWS_WEB_IDENTITY_TOKEN_FILE') &&
        volumes.some(({ projected }) => projected !== undefined),
    };
  }
  return {
    key: 'preset-service-account' in metadata.labels && secrets.includes('service-account'),
    role: serviceAccountName === 'k8s-kops-test',
  };
}

function changing(cloud: string): typeof builds {
  return builds.filter(({ job, credentials }) => clouds.get(job) === cloud && cloud in credentials);
}

describe.each(['aws', 'gce'])('jobs on %s', (cloud) => {
  const own = changing(cloud);

  test('have the credentials of the truth in their pods', () => {
    expect(own.length).toBeGreaterThan(100);
    for (const { build_path, credentials } of own) {
      const { key, role } = equippedWith(cloud, textOfBuild(build_path));
      const posture = key && role ? 'both' : role ? 'short_lived' : 'static';
      expect([build_path, key || role, posture]).toEqual([build_path, true, credentials[cloud]]);
    }
  });

  test('change from a key to a role and never back; some have both for a time', () => {
    const order = ['static', 'both', 'short_lived'];
    const histories = [...Map.groupBy(own, ({ job }) => job).values()].map((ofJob) =>
      ofJob.map(({ credentials }) => order.indexOf(credentials[cloud] ?? '')),
    );
    for (const history of histories) expect(history).toEqual(history.toSorted());
    const seen = new Set(histories.map((history) => [...new Set(history)].join('')));
    expect([...seen].filter((path) => path.startsWith('0') && path.endsWith('2'))).not.toEqual([]);
    expect([...seen].some((path) => path.includes('1'))).toBe(true);
  });
});

test('jobs on other clouds keep their credentials', () => {
  const others = builds.filter(({ job }) =>
    ['azure', 'digitalocean'].includes(clouds.get(job) ?? ''),
  );
  const kinds = new Set(
    others.flatMap(({ credentials }) => Object.entries(credentials).map((one) => one.join(' '))),
  );
  expect([...kinds].sort()).toEqual(['azure short_lived', 'digitalocean static', 'ssh static']);
});

test('pods mount only their own volumes', () => {
  for (const { build_path, credentials } of builds) {
    if (Object.keys(credentials).length === 0) continue;
    const document = prowjobSchema.parse(JSON.parse(textOfBuild(build_path)));
    const { containers, volumes } = document.spec.pod_spec;
    const mounted = containers.flatMap((container) =>
      container.volumeMounts.map(({ name }) => name),
    );
    expect(mounted.toSorted()).toEqual(volumes.map(({ name }) => name).toSorted());
  }
});

function textOfBuild(path: string): string {
  const object = last.get(`${path}prowjob.json`);
  return object === undefined ? '' : textOf(object);
}
