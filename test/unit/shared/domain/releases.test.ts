import { expect, test } from 'vitest';
import { releasesOf } from '../../../../shared/domain/releases.ts';

const NONE = { kops_release: null, kubernetes_release: null };

test.each([
  [
    'an upgrade',
    { KOPS_VERSION_A: 'v1.34.0', KOPS_VERSION_B: 'v1.35.2' },
    { kops_release: 'v1.35.2' },
  ],
  ['an upgrade to the latest version', { KOPS_VERSION_A: 'v1.34.0', KOPS_VERSION_B: 'latest' }, {}],
  [
    'one version of each',
    { KOPS_VERSION: '1.33.1', K8S_VERSION: 'v1.33.0-rc.1' },
    { kops_release: '1.33.1', kubernetes_release: 'v1.33.0-rc.1' },
  ],
  ['a minor version, which is not a release', { K8S_VERSION_B: '1.35' }, {}],
  ['nothing', {}, {}],
])('%s', (_, env, found) => {
  expect(releasesOf(env)).toEqual({ ...NONE, ...found });
});
