import { expect, test } from 'vitest';
import { gitHubToken } from '../../../../shared/config/github-config.ts';
import { webhookOf } from '../../../../shared/config/webhook-config.ts';
import { UsageError } from '../../../../shared/errors.ts';

test.each([
  [undefined, undefined],
  ['', undefined],
  [' \n', undefined],
  ['ghp_a1', 'ghp_a1'],
  ['ghp_a1\n', 'ghp_a1'],
])('the token of %j is %j', (written, token) => {
  expect(gitHubToken({ GITHUB_TOKEN: written })).toBe(token);
});

test.each(['made-up\nsecret', 'made-up secret', 'made-up☃', 'made-up\u0000'])(
  'the token %j is refused, and not repeated',
  (written) => {
    const read = () => gitHubToken({ GITHUB_TOKEN: written });
    expect(read).toThrow(UsageError);
    expect(read).toThrow('GITHUB_TOKEN: has characters that no token has');
    expect(read).not.toThrow(/made-up/);
  },
);

test.each([
  'https://made-up:secret@example.com/a',
  'https://:made-up@example.com/a',
  'http://made-up@localhost/a',
  'http://example.com/made-up',
])('the webhook %s is refused, and not repeated', (written) => {
  const read = () => webhookOf({ REPORT_WEBHOOK: written });
  expect(read).toThrow(UsageError);
  expect(read).not.toThrow(/made-up/);
});
