import { expect, test } from 'vitest';
import { dimensionsFromFlags, flagsOf } from '../../../../../shared/domain/dimensions/flags.ts';
import { POLICIES } from '../../../../support/policies.ts';

test.each<[string, string, object]>([
  ['a plain value', '--a=1', { a: '1' }],
  ['a value in quotes', `--a="1" --b='2'`, { a: '1', b: '2' }],
  ['a value in quotes that a script escapes', String.raw`--a=\"1\"`, { a: '1' }],
  [
    'flags in the value of a flag',
    `--a="--b=1 --c" --d=2`,
    { a: undefined, b: '1', c: undefined, d: '2' },
  ],
  ['quotes within quotes', `--a="--b='1/2' --c=3"`, { a: undefined, b: '1/2', c: '3' }],
  ['the last of several values', '--a=1 --a=2', { a: '2' }],
  ['lines that are continued', '--a=1 \\\n  --b \\\n', { a: '1', b: undefined }],
])('flags: %s', (_, text, flags) => {
  expect(Object.fromEntries(flagsOf(['bash', '-c', text]))).toEqual(flags);
});

test.each([
  ['0123/ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-1', 'u2404'],
  ['0123/ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-arm64-server-1', 'u2404arm64'],
  ['ubuntu-os-cloud/ubuntu-minimal-2404-noble-amd64-v1', 'umini2404'],
  ['Canonical:ubuntu-24_04-lts:server:24.04.1', 'u2404'],
  ['0123/Rocky-10-EC2-Base-10.2-1.0.aarch64', 'rocky10arm64'],
  ['rhel-cloud/rhel-9-v1', 'rhel9'],
  ['cos-cloud/cos-arm64-125-1-2-3', 'cos125arm64'],
  ['cos-cloud/cos-dev-138-1-0-0', 'cosdev'],
  ['0123/Flatcar-alpha-1.0.0-hvm', 'flatcar'],
  ['0123/my-own-image', undefined],
])('the distribution of the image %s is %s', (image, distro) => {
  const args = [`kubetest2 kops --create-args="--image='${image}' --networking=calico"`];
  const job = { name: '', annotations: {}, labels: {}, env: {}, args };
  const found = dimensionsFromFlags(job, POLICIES.dimensions);
  expect(found.distro).toBe(distro);
  expect(found.networking).toBe('calico');
});

test('feature flags are read from the environment that kubetest2 sets', () => {
  const args = ['kubetest2 kops --env=KOPS_FEATURE_FLAGS=A,+B --env=OTHER=x --up'];
  const job = { name: '', annotations: {}, labels: {}, env: {}, args };
  expect(dimensionsFromFlags(job, POLICIES.dimensions).feature_flags).toBe('A,+B');
});
