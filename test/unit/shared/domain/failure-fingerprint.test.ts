import { describe, expect, test } from '@jest/globals';
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
