import { expect, test } from 'vitest';
import { markersOf } from '../../../../../shared/domain/markers/flags.ts';

const TESTED =
  '--kops-version-marker=https://storage.googleapis.com/k8s-staging-kops/kops/releases/markers/release-1.35/latest-ci.txt';
const PUBLISHED =
  '--publish-version-marker=gs://k8s-staging-kops/kops/releases/markers/release-1.35/latest-ci-updown-green.txt';

const TESTED_MARKER = 'gs://k8s-staging-kops/kops/releases/markers/release-1.35/latest-ci.txt';
const PUBLISHED_MARKER =
  'gs://k8s-staging-kops/kops/releases/markers/release-1.35/latest-ci-updown-green.txt';

test.each([
  {
    about: 'a pipeline, in a script',
    args: ['bash', '-c', `kubetest2 kops -v 2 \\\n  ${TESTED} \\\n  ${PUBLISHED} \\\n  --up`],
    tested_marker: TESTED_MARKER,
    published_marker: PUBLISHED_MARKER,
  },
  {
    about: 'a job that tests a marker, with one argument for each flag',
    args: ['--up', TESTED],
    tested_marker: TESTED_MARKER,
    published_marker: null,
  },
  {
    about: 'a marker on another server',
    args: ['--kops-version-marker=https://dl.k8s.io/ci/latest.txt'],
    tested_marker: 'https://dl.k8s.io/ci/latest.txt',
    published_marker: null,
  },
  {
    about: 'a flag without a value',
    args: ['--publish-version-marker', 'x'],
    tested_marker: null,
    published_marker: null,
  },
  { about: 'a job without markers', args: [], tested_marker: null, published_marker: null },
])('$about', ({ args, tested_marker, published_marker }) => {
  expect(markersOf(args)).toEqual({ tested_marker, published_marker });
});
