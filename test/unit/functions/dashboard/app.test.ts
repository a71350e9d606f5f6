import { describe, expect, test } from 'vitest';
import { openMetrics } from '../../../../functions/dashboard/metrics.ts';
import { madeUpDashboard, PATHS } from '../../../support/made-up-dashboard.ts';

/** Texts that must not become markup, in any place of a page. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</textarea></title></style><b>',
  'javascript:alert(1)',
  '=HYPERLINK("http://evil.example")',
  '\u202eevil\u0007\u0000',
  '&lt;&amp;${x}',
] as const;

const SOME = madeUpDashboard({ text: 'name', rows: 3 }, ['127.0.0.1', 'localhost']);

async function body(path: string, app = SOME): Promise<string> {
  const response = await app.request(`http://127.0.0.1:8080${path}`);
  expect(response.status).toBe(200);
  return await response.text();
}

describe.each(PATHS)('%s', (path) => {
  test('has a title, a heading and its rows', async () => {
    const page = await body(path);
    expect(page).toMatch(/<title>[^<]+ · ci-signal<\/title>/);
    expect(page).toMatch(/<h1>[^<]+<\/h1>/);
    expect(page).toMatch(/<(?:td|dd|textarea|th scope="row"|svg class="trend")/);
    expect(page).not.toContain('class="problem"');
    expect(page).not.toMatch(/undefined|\[object|NaN/);
  });

  test.each(HOSTILE)('shows the text %j as text', async (text) => {
    const page = await body(path, madeUpDashboard({ text, rows: 2 }));
    const tags = page.match(/<[^>]*>/g)?.join('') ?? '';
    expect(tags).not.toMatch(/<(?:script|img|b)\b/);
    expect(tags.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\s(?:on\w+|style)=/);
    expect(tags).not.toMatch(/href="(?!\/|https?:\/\/|#)/);
    expect(page.replaceAll(/<[^>]*>/g, '')).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    // All elements that the text could end are ended where they should be.
    expect(page.match(/<\/title>/g)).toHaveLength(1);
    expect(page.match(/<textarea/g) ?? []).toHaveLength(page.match(/<\/textarea>/g)?.length ?? 0);
  });

  test('says that there are no rows', async () => {
    const page = await body(path, madeUpDashboard({ text: '', rows: 0 }));
    const sections = page.match(/<section/g) ?? [];
    expect(page.match(/class="empty"/g)).toHaveLength(sections.length);
    expect(page).toContain('The warehouse has no builds.');
  });
});

test('every response has the security headers', async () => {
  for (const path of ['/', '/jobs?format=json', '/nothing', '/job', '/icon.svg']) {
    const { headers } = await SOME.request(`http://127.0.0.1${path}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
  }
});

test.each([
  ['http://evil.example/', 421],
  ['http://127.0.0.1.evil.example/', 421],
  ['http://localhost:8080/', 200],
])('%s is answered with %d', async (url, status) => {
  expect((await SOME.request(url)).status).toBe(status);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  const response = await SOME.request('http://127.0.0.1/', { method });
  expect(response.status).toBe(405);
});

test.each([
  ['/job', 'needs the parameter job'],
  [`/job?job=${'x'.repeat(501)}`, 'more than 500 characters'],
  ['/jobs?format=xml', 'format is none of'],
  ['/jobs?rows=-1', 'rows is not a number'],
  ['/jobs?sort=job', 'sort is not of the form'],
  ['/jobs?format=csv&table=none', 'this page&#39;s: jobs'],
  ['/failure?target=nonsense', 'neither a build nor a pull request'],
])('%s is refused with a message', async (path, message) => {
  const response = await SOME.request(`http://127.0.0.1${path}`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(message);
});

test('a table is CSV and JSON at the same URL', async () => {
  const csv = await SOME.request('http://127.0.0.1/jobs?format=csv&table=jobs');
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect((await csv.text()).split('\n')[0]).toContain('job,state,since_date');
  const json = await SOME.request('http://127.0.0.1/jobs?format=json');
  expect(json.headers.get('ci-signal-rows')).toBe('3');
  expect(await json.json()).toHaveLength(3);
});

test('formulas in CSV are texts', async () => {
  const app = madeUpDashboard({ text: '=1+1', rows: 1 });
  const csv = await app.request('http://127.0.0.1/jobs?format=csv');
  expect(await csv.text()).toMatch(/'=1\+1/);
});

test('rows are filtered, ordered and counted, and the statement says so', async () => {
  const filtered = await body('/jobs?cloud=name+1');
  expect(filtered).toContain('1 row<');
  expect(filtered).toContain('CAST(cloud AS STRING) = &#39;name 1&#39;');
  expect(filtered).toContain('<option value="name 1" selected>');
  const descending = await body('/jobs?sort=jobs.-cloud');
  const rows = descending.slice(descending.indexOf('<tbody>'));
  expect(rows.indexOf('name 2')).toBeLessThan(rows.indexOf('name 0'));
  expect(descending).toContain('aria-sort="descending"');
  const few = await body('/jobs?rows=1');
  expect(few).toContain('1 of 3 rows shown');
});

test('the feed of incidents is well-formed and names each', async () => {
  const app = madeUpDashboard({ text: '<b>&"\u0000', rows: 2 });
  const response = await app.request('http://127.0.0.1/incidents.atom');
  expect(response.headers.get('content-type')).toContain('application/atom+xml');
  const feed = await response.text();
  expect(feed.match(/<entry>/g)).toHaveLength(2);
  expect(feed).not.toContain('<b>');
  expect(feed).not.toContain('\u0000');
  expect(feed).toMatch(/<link href="http:\/\/127\.0\.0\.1\/incident\?kind=/);
});

test('a badge names a job and its state', async () => {
  const badge = await SOME.request('http://127.0.0.1/badge.svg?job=name+0');
  expect(badge.headers.get('content-type')).toContain('image/svg+xml');
  expect(await badge.text()).toContain('<title>name 0: failed</title>');
  const unknown = await SOME.request('http://127.0.0.1/badge.svg?job=%3Cscript%3E');
  expect(await unknown.text()).toContain('<title>&lt;script&gt;: unknown</title>');
  expect((await SOME.request('http://127.0.0.1/badge.svg')).status).toBe(400);
});

test('metrics have the type of OpenMetrics', async () => {
  const response = await SOME.request('http://127.0.0.1/metrics');
  expect(response.headers.get('content-type')).toContain('application/openmetrics-text');
  expect(await response.text()).toMatch(/\n# EOF\n$/);
});

test('metrics are sums of the days and counts of the incidents', () => {
  const day = (lag: number | null) => ({
    parsed: 2,
    rejected: 1,
    builds_missing: 3,
    lag_p50_seconds: lag,
  });
  const metrics = openMetrics({
    completeness: [day(null), day(7)],
    incidents: [{ state: 'open' }, { state: 'ended' }],
    buckets: [
      { bucket: 'a"b', job: 'the whole bucket', newest_started_at: '1970-01-01T00:01:00Z' },
      { bucket: 'a"b', job: 'silent', newest_started_at: '1970-01-01T00:02:00Z' },
    ],
    deadLetters: [{ state: 'waiting' }, { state: 'waiting' }, { state: 'replayed' }],
  });
  expect(
    metrics.split('\n').filter((line) => !line.startsWith('#') && !line.endsWith(' 0')),
  ).toEqual([
    'ci_signal_objects{outcome="parsed"} 4',
    'ci_signal_objects{outcome="rejected"} 2',
    'ci_signal_missing_rows{table="builds"} 6',
    'ci_signal_dead_letters{state="waiting"} 2',
    'ci_signal_dead_letters{state="replayed"} 1',
    'ci_signal_lag_seconds 7',
    'ci_signal_open_incidents 1',
    String.raw`ci_signal_newest_build_timestamp_seconds{bucket="a\"b"} 60`,
    '',
  ]);
});
