import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GoogleService } from '../../../../shared/adapters/google/service.ts';

const SCOPE = 'https://www.googleapis.com/auth/pubsub';
const TOKEN_PATH = '/computeMetadata/v1/instance/service-accounts/default/token';

/** A server that is both the metadata server of Cloud Run and a service of Google. */
let server: Server;
let address: string;
const requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];

beforeAll(async () => {
  server = createServer(({ url = '', headers }, response) => {
    requests.push({ path: url, headers });
    response.writeHead(200, { 'content-type': 'application/json', 'metadata-flavor': 'Google' });
    response.end(
      JSON.stringify({ access_token: 'token-1', expires_in: 3600, token_type: 'Bearer' }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['METADATA_SERVER_DETECTION'] = 'assume-present';
  process.env['GCE_METADATA_HOST'] = address;
  // There is no file of credentials.
  process.env['CLOUDSDK_CONFIG'] = '/nonexistent';
  delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('a request carries a token of the service account, which is asked for once', async () => {
  const service = new GoogleService({ origin: `http://${address}`, scope: SCOPE });
  await service.json('/v1/one');
  await service.json('/v1/two', { body: {} });
  const ofService = requests.filter(({ path }) => path.startsWith('/v1/'));
  expect(ofService.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/v1/one', 'Bearer token-1'],
    ['/v1/two', 'Bearer token-1'],
  ]);
  const tokens = requests.filter(({ path }) => path.startsWith(TOKEN_PATH));
  expect(tokens).toHaveLength(1);
  expect(new URL(`http://${address}${tokens[0]?.path}`).searchParams.get('scopes')).toBe(SCOPE);
});

test('a request without a scope carries none', async () => {
  requests.length = 0;
  await new GoogleService({ origin: `http://${address}`, scope: undefined }).json('/v1/public');
  expect(requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/v1/public', undefined],
  ]);
});
