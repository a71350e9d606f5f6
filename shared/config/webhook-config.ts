import { UsageError } from '../errors.ts';
import { parseSettings, type Environment } from './settings.ts';

/** Hosts that may be called without encryption. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Parses the URL of a webhook, which is secret.
 *
 * @throws UsageError, without the text, for one that is no URL, or has no encryption
 */
export function parseWebhook(written: string): URL {
  const url = URL.parse(written);
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  // The client refuses a URL with a user's name or password, each time.
  if (url !== null && isSafe && url.username === '' && url.password === '') return url;
  throw new UsageError('the URL of the webhook is not of the form https://<host>/<path>');
}

/**
 * Reads REPORT_WEBHOOK, and returns `undefined` if it is absent.
 *
 * @throws UsageError if it is no URL of a webhook
 */
export function webhookOf(environment: Environment): URL | undefined {
  const written = parseSettings(environment, (variables) => variables.optional('REPORT_WEBHOOK'));
  return written === undefined ? undefined : parseWebhook(written);
}
