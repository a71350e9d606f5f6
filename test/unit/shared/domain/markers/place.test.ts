import { expect, test } from 'vitest';
import { markerPlace } from '../../../../../shared/domain/markers/place.ts';
import { POLICIES } from '../../../../support/policies.ts';

test.each([
  {
    name: 'kops/releases/markers/master/latest-ci.txt',
    place: { product: 'kops', branch: 'master', channel: 'latest-ci' },
  },
  {
    name: 'kops/releases/markers/release-1.35/latest-ci-updown-green.txt',
    place: { product: 'kops', branch: 'release-1.35', channel: 'latest-ci-updown-green' },
  },
  {
    name: 'kops/releases/latest-1.36.txt',
    place: { product: 'kops', branch: null, channel: 'latest-1.36' },
  },
  {
    name: 'markers/release-1.19/latest-ci.txt',
    place: { product: 'kops', branch: 'release-1.19', channel: 'latest-ci' },
  },
  {
    name: 'bin/latest-ci-updown-green.txt',
    place: { product: 'kops', branch: null, channel: 'latest-ci-updown-green' },
  },
  {
    name: 'ci/latest.txt',
    place: { product: 'kubernetes', branch: null, channel: 'latest' },
  },
  {
    name: 'release/stable-1.35.txt',
    place: { product: 'kubernetes', branch: null, channel: 'stable-1.35' },
  },
])('$name is a version marker', ({ name, place }) => {
  expect(markerPlace(name, POLICIES.versionMarkers)).toEqual(place);
});

test.each([
  'logs/job/1/build-log.txt',
  'logs/kops/releases/markers/master/latest-ci.txt',
  'kops/releases/markers/master/deep/latest-ci.txt',
  'kops/releases/1.35.4+v1.35.3-7-g0a1b2c3/linux/amd64/kops.txt',
  'kops/releases/markers/master/latest-ci_txt',
  'kops/releases/markers/master/latest-ci.txt.sha256',
  'ci/.txt',
])('%s is not a version marker', (name) => {
  expect(markerPlace(name, POLICIES.versionMarkers)).toBeUndefined();
});
