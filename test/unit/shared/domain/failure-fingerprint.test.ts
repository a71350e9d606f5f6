import { describe, expect, test } from 'vitest';
import { failureFingerprint, maskFailure } from '../../../../shared/domain/failure-fingerprint.ts';

describe('occurrences of the same failure', () => {
  test.each([
    {
      what: 'pods and namespaces',
      one: 'pod e2e-test-7d9f8b6c4-x2x9q in e2e-tests-4821 is not ready after 15m3.25s',
      other: 'pod e2e-test-66c9bd7f58-bqzwt in e2e-tests-9 is not ready after 41s',
    },
    {
      what: 'request ids and zones',
      one: 'no capacity in us-east-2b (request id: 3f2504e0-4f89-11d3-9a0c-0305e82c3301)',
      other: 'no capacity in us-east-1b (request id: 9a0c04e0-4f89-11d3-9a0c-0305e82c33ff)',
    },
    {
      what: 'instances, addresses and times',
      one: 'i-0abc123def4567890: 10.0.3.17:6443 refused at 2026-11-20T10:11:12Z',
      other: 'i-0123456789abcdef0: 172.20.1.4:443 refused at 2026-11-21T00:00:00.123Z',
    },
    {
      what: 'commits and URLs',
      one: 'deadbeef01: GET https://example.com/a?b=1 failed',
      other: 'c0ffee1234: GET https://example.com/z failed',
    },
    {
      what: 'generated names without digits',
      one: 'pod web-bcdfghjkl-mnpqr in namespace e2e-12 timed out',
      other: 'pod web-7d9f8b6c4-x2x9q in namespace e2e-9871 timed out',
    },
    {
      what: 'identifiers of requests',
      one: 'status code: 503, request id: 4KD8A1PZQW0XN3TB, host id: Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg==',
      other:
        'status code: 503, request id: ABCDEFGHJKLMNPQR, host id: QmF6cXV4MDAwMTExMjIyMzMzNDQ0NQ==',
    },
    {
      what: 'temporary paths and digests',
      one: 'checksum of /tmp/tmpab12cd34/blob is sha256:0123456789abcdef0123456789abcdef',
      other: 'checksum of /tmp/tmpzz99yy88/blob is sha256:fedcba9876543210fedcba9876543210',
    },
    {
      what: 'IPv6 with ports, zones and prefixes',
      one: 'dial [fd00:10:244::3]:6443: via fe80::1%eth0, route 2001:db8::/32',
      other: 'dial [fd00:10:96:0:0:0:0:1]:443: via fe80::ab%ens5, route 2001:db8:1::/48',
    },
    {
      what: 'names of nodes',
      one: 'quota exceeded for instance nodes-us-central1-a-wxqz',
      other: 'quota exceeded for instance nodes-us-central1-a-4b7k',
    },
    {
      what: 'times of klog and of the day',
      one: 'E1120 10:11:12.123456    4711 leader election lost at 03:04:05.678',
      other: 'E1121 23:59:59.000001      12 leader election lost at 13:14:15.009',
    },
    {
      what: 'the order of maps, sets and lists',
      one: 'labels: map[app:web rev:1 tier:front], {a=1, b=2}, [x y]',
      other: 'labels: map[tier:front app:web rev:2], {b=1, a=2}, [y x]',
    },
    {
      what: 'numbered replicas',
      one: 'wait for b12/40 replicas',
      other: 'wait for c3/40 replicas',
    },
    { what: 'white space', one: 'expected 3\n\tto equal  4', other: 'expected 10 to equal 12' },
  ])('have the same fingerprint: $what', ({ one, other }) => {
    expect(maskFailure(one, null)).toBe(maskFailure(other, null));
    expect(failureFingerprint(one, null)).toBe(failureFingerprint(other, null));
  });
});

test.each([
  ['timed out waiting for the condition', 'timed out waiting for the cluster'],
  ['node calico-node is not ready', 'node cilium-agent is not ready'],
  ['quota exceeded', 'permission denied'],
  ['std::vector is empty', 'std::string is empty'],
  ['cannot list pods', 'cannot list secrets'],
  ['worker-pool-size is wrong', 'worker-pool-name is wrong'],
  ['control-plane-load-balancer', 'control-plane-node-balancer'],
  ['unexpected map[a:x b:y]', 'unexpected map[a:x c:y]'],
  ['got v1beta1', 'got v1alpha1'],
  ['exit status: NOTFOUND', 'exit status: FORBIDDEN'],
])('%j and %j have different fingerprints', (one, other) => {
  expect(failureFingerprint(one, null)).not.toBe(failureFingerprint(other, null));
});

test('the message is used, or the text if there is no message', () => {
  expect(failureFingerprint('m', 't')).toBe(failureFingerprint('m', 'u'));
  expect(failureFingerprint(null, 't')).toBe(failureFingerprint(' ', 't'));
});

test('a failure without message and text has no fingerprint', () => {
  expect(failureFingerprint(null, null)).toBeNull();
  expect(failureFingerprint('', ' \n')).toBeNull();
});

test.each(['a-', 'nodes-a-', ':', '1:', '[{', 'A1', '/tmp/'])(
  'a text made to take long has a fingerprint: %j again and again',
  (part) => {
    expect(failureFingerprint(part.repeat(100_000), null)).toMatch(/^[0-9a-f]{16}$/);
  },
);
