import { expect, test } from 'vitest';
import {
  markerPolicySql,
  parseVersionMarkerPolicy,
} from '../../../../shared/policy/version-markers.ts';

const PLACES = [{ name: 'a/{branch}/{channel}.txt', product: 'kops' }];
const LIMITS = [{ markers: '*', stale_after_hours: 1 }];
const WHOLE = { version: 1, places: PLACES, limits: LIMITS, promotions: [] };

test('limits keep their order, and * stands for anything', () => {
  const limits = [{ markers: 'a/b.c/*', stale_after_hours: null }, ...LIMITS];
  const lines = markerPolicySql(parseVersionMarkerPolicy({ ...WHOLE, limits })).split('\n');
  expect(lines[1]).toContain(
    "1 AS position, '^a/b[.]c/.*$' AS markers, CAST(NULL AS FLOAT64) AS stale_after_hours",
  );
  expect(lines[3]).toContain(
    "2 AS position, '^.*$' AS markers, CAST(1 AS FLOAT64) AS stale_after_hours",
  );
});

test.each([
  [
    'no limit for all others',
    { ...WHOLE, limits: [{ markers: 'a', stale_after_hours: 1 }] },
    'limits',
  ],
  ['no limits', { ...WHOLE, limits: [] }, 'the last one has to be for *'],
  [
    'a limit of zero hours',
    { ...WHOLE, limits: [{ markers: '*', stale_after_hours: 0 }] },
    'limits[0].stale_after_hours',
  ],
  [
    'a quote in a name',
    { ...WHOLE, limits: [{ markers: "'", stale_after_hours: 1 }, ...LIMITS] },
    'limits[0].markers',
  ],
  [
    'a place without a channel',
    { ...WHOLE, places: [{ name: 'a/latest.txt', product: 'kops' }] },
    'places[0].name',
  ],
  [
    'an unknown placeholder',
    { ...WHOLE, places: [{ name: 'a/{tag}/{channel}.txt', product: 'kops' }] },
    'places[0].name',
  ],
  [
    'a promotion without a source',
    { ...WHOLE, promotions: [{ to: 'a/b.txt' }] },
    'promotions[0].from',
  ],
  ['an unknown key', { ...WHOLE, owners: {} }, 'owners'],
])('a policy with %s is rejected, with the path of the problem', (_, policy, place) => {
  expect(() => parseVersionMarkerPolicy(policy)).toThrow(
    'infra/policy/version-markers.json is invalid',
  );
  expect(() => parseVersionMarkerPolicy(policy)).toThrow(place);
});
