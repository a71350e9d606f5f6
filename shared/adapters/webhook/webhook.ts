import { WebhookRefusedError, WebhookUnavailableError } from '../../errors.ts';
import type { Webhook } from '../../ports/webhook.ts';
import { ANSWER_TIMEOUTS_MS, RETRIES, type RetryPolicy } from '../../retry/policies.ts';
import { retrying } from '../../retry/retrying.ts';
import { transienceOf } from '../../retry/transience.ts';

/**
 * Returns a webhook. Its URL is secret: it is in no message of an error, and not sent to another address by a redirection.
 *
 * @param retry how often a message is sent
 */
export function createWebhook(url: URL, retry: RetryPolicy = RETRIES.webhook): Webhook {
  return { post: (message) => retrying(retry, () => send(url, message)) };
}

async function send(url: URL, message: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_TIMEOUTS_MS.webhook),
  }).catch(() => {
    // The library's error may have the URL.
    throw new WebhookUnavailableError(
      'the webhook did not answer: look whether its host can be reached, and run the command again later',
    );
  });
  await response.body?.cancel();
  if (response.ok) return;
  const { status } = response;
  if (transienceOf({ status }) === 'transient') {
    throw new WebhookUnavailableError(
      `the webhook answered with status ${status}; run the command again later`,
    );
  }
  throw new WebhookRefusedError(
    `the webhook refused the report with status ${status}: look whether its URL is right and still valid`,
  );
}
