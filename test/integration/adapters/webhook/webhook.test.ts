import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWebhook } from '../../../../shared/adapters/webhook/webhook.ts';
import { parseWebhook } from '../../../../shared/config/webhook-config.ts';
import { messageOf, UsageError } from '../../../../shared/errors.ts';
import { RETRIES } from '../../../../shared/retry/policies.ts';
import { FakeWebhook } from '../../../support/fake-webhook.ts';

let fake: FakeWebhook;

beforeEach(async () => {
  fake = await FakeWebhook.start();
});
afterEach(() => fake.stop());

async function post(url = fake.url): Promise<string> {
  const webhook = createWebhook(parseWebhook(url), { ...RETRIES.webhook, firstWaitMs: 1 });
  return await webhook.post({ text: 'a' }).then(() => 'sent', messageOf);
}

test.each([
  { name: 'at once', statuses: [], answer: 'sent', requests: 1 },
  { name: 'after temporary failures', statuses: [500, 429, 0], answer: 'sent', requests: 4 },
  { name: 'not at all', statuses: [503, 503, 503, 503], answer: 'status 503', requests: 4 },
  { name: 'not to a wrong URL', statuses: [404], answer: 'refused the report', requests: 1 },
  { name: 'not to another address', statuses: [302], answer: 'status 302', requests: 1 },
])('a message is sent $name', async ({ statuses, answer, requests }) => {
  fake.statuses = statuses;
  const said = await post();
  expect(said).toContain(answer);
  expect(said).not.toContain('made-up-secret');
  expect(fake.requests).toBe(requests);
  expect(fake.messages).toEqual(said === 'sent' ? [{ text: 'a' }] : []);
});

test('a webhook that does not answer is told without its URL', async () => {
  const { url } = fake;
  await fake.stop();
  const said = await post(url);
  expect(said).toContain('the webhook did not answer');
  expect(said).not.toContain('made-up-secret');
  fake = await FakeWebhook.start();
});

test.each([
  'http://example.com/made-up-secret',
  'made-up-secret',
  'ftp://example.com/made-up-secret',
])('the URL %s is refused, and not repeated', (written) => {
  expect(() => parseWebhook(written)).toThrow(UsageError);
  expect(() => parseWebhook(written)).not.toThrow(/made-up-secret/);
});
