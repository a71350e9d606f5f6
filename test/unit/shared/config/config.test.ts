import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../shared/artifacts/limits.ts';
import { parseBigQueryConfig } from '../../../../shared/config/bigquery-config.ts';
import { parseDuckDbSettings } from '../../../../shared/config/duckdb-config.ts';
import { parseCollectConfig } from '../../../../shared/config/collect-config.ts';
import { parsePollConfig } from '../../../../shared/config/poll-config.ts';
import { parseReconcileConfig } from '../../../../shared/config/reconcile-config.ts';
import { parseRefreshConfig } from '../../../../shared/config/refresh-config.ts';
import { parseSourceLocation } from '../../../../shared/config/source-location.ts';
import { parseWarehouseLocation } from '../../../../shared/config/warehouse-location.ts';
import { UsageError } from '../../../../shared/errors.ts';

const COLLECT = { GOOGLE_CLOUD_PROJECT: 'p', TOPIC: 't', BUCKETS: 'one-bucket, two/logs/' };

describe('the settings of collect', () => {
  test('default to those of Kubernetes', () => {
    expect(parseCollectConfig(COLLECT)).toEqual({
      projectId: 'p',
      topic: 't',
      places: [
        { bucket: 'one-bucket', prefix: '' },
        { bucket: 'two', prefix: 'logs/' },
      ],
      isAnonymous: false,
      storageEndpoint: undefined,
      pubSubEndpoint: undefined,
      answerTimeoutMs: undefined,
      settings: {
        pathStrategy: { kind: 'legacy', defaultOrg: 'kubernetes', defaultRepo: 'kubernetes' },
        keepSkips: false,
        patienceSeconds: 600,
        limits: DEFAULT_LIMITS,
      },
    });
  });

  test('can be set', () => {
    const config = parseCollectConfig({
      ...COLLECT,
      ANONYMOUS: 'true',
      KEEP_SKIPS: 'true',
      PATIENCE_SECONDS: '0',
      PATH_STRATEGY: 'explicit',
      DEFAULT_ORG: 'o',
      DEFAULT_REPO: 'r',
      STORAGE_ENDPOINT: 'http://127.0.0.1:4443',
      MAX_OBJECT_MIB: '1',
      MAX_UNPACKED_MIB: '2',
      MAX_OBJECT_ROWS: '3',
      MAX_WAIT_SECONDS: '4',
      MAX_READ_SECONDS: '5',
      ANSWER_TIMEOUT_SECONDS: '6',
    });
    expect(config).toMatchObject({
      isAnonymous: true,
      answerTimeoutMs: 6000,
      storageEndpoint: 'http://127.0.0.1:4443',
      settings: {
        pathStrategy: { kind: 'explicit', defaultOrg: 'o', defaultRepo: 'r' },
        keepSkips: true,
        patienceSeconds: 0,
        limits: {
          objectBytes: 1_048_576,
          unpackedBytes: 2_097_152,
          rows: 3,
          waitSeconds: 4,
          readSeconds: 5,
        },
      },
    });
  });

  test.each([
    { environment: {}, says: 'GOOGLE_CLOUD_PROJECT' },
    { environment: { ...COLLECT, TOPIC: '' }, says: 'TOPIC' },
    { environment: { ...COLLECT, BUCKETS: '' }, says: 'BUCKETS' },
    { environment: { ...COLLECT, BUCKETS: ' , ' }, says: 'BUCKETS' },
    { environment: { ...COLLECT, BUCKETS: 'ok-bucket,gs://not' }, says: 'BUCKETS' },
    { environment: { ...COLLECT, KEEP_SKIPS: 'yes' }, says: 'KEEP_SKIPS' },
    { environment: { ...COLLECT, PATIENCE_SECONDS: '-1' }, says: 'PATIENCE_SECONDS' },
    { environment: { ...COLLECT, MAX_OBJECT_ROWS: '0' }, says: 'MAX_OBJECT_ROWS' },
    { environment: { ...COLLECT, PATH_STRATEGY: 'mine' }, says: 'PATH_STRATEGY' },
    { environment: { ...COLLECT, STORAGE_ENDPOINT: 'nowhere' }, says: 'STORAGE_ENDPOINT' },
  ])('$says is checked', ({ environment, says }) => {
    expect(() => parseCollectConfig(environment)).toThrow(UsageError);
    expect(() => parseCollectConfig(environment)).toThrow(says);
  });
});

describe('the settings of load and refresh', () => {
  test('name a warehouse in the cloud', () => {
    expect(parseBigQueryConfig({ WAREHOUSE: 'bigquery:my-project.test_' })).toEqual({
      projectId: 'my-project',
      datasetPrefix: 'test_',
      maxBytesBilled: undefined,
      apiEndpoint: undefined,
      storageEndpoint: undefined,
    });
    for (const WAREHOUSE of [undefined, 'ci.duckdb', 'bigquery:']) {
      expect(() => parseBigQueryConfig({ WAREHOUSE })).toThrow(UsageError);
    }
  });
});

describe('the settings of refresh', () => {
  const WAREHOUSE = 'bigquery:my-project';

  test.each([
    { environment: { WAREHOUSE }, seconds: 1200 },
    { environment: { WAREHOUSE, SECONDS: '60' }, seconds: 60 },
  ])('$environment', ({ environment, seconds }) => {
    const warehouse = { projectId: 'my-project' };
    expect(parseRefreshConfig(environment)).toMatchObject({ warehouse, seconds });
  });

  test('are checked', () => {
    expect(() => parseRefreshConfig({ WAREHOUSE, SECONDS: '0' })).toThrow('SECONDS');
  });
});

describe('the limit of bytes billed', () => {
  const parse = (MAX_BYTES_BILLED: string) =>
    parseBigQueryConfig({ WAREHOUSE: 'bigquery:my-project', MAX_BYTES_BILLED }).maxBytesBilled;

  test.each([
    ['', undefined],
    ['10485760', 10_485_760],
    ['200000000000', 200_000_000_000],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('may be "%s"', (written, bytes) => {
    expect(parse(written)).toBe(bytes);
  });

  test.each(['0', '10485759', '-1', '1e12', '200 GB', '9007199254740992', '10485760.5'])(
    'may not be "%s"',
    (written) => {
      expect(() => parse(written)).toThrow('MAX_BYTES_BILLED: is not a whole number from 10485760');
    },
  );
});

describe('the settings of reconcile and poll', () => {
  const comparison = { ...COLLECT, WAREHOUSE: 'bigquery:my-project', BUCKETS: 'one-bucket/logs/' };

  test('have defaults', () => {
    const warehouse = { projectId: 'my-project', datasetPrefix: '' };
    const collect = { projectId: 'p', topic: 't', settings: { limits: DEFAULT_LIMITS } };
    const common = { collect, warehouse, jobs: undefined };
    expect(parseReconcileConfig(comparison)).toMatchObject({
      ...common,
      seconds: 400,
      minAgeSeconds: 900,
    });
    expect(parsePollConfig(comparison)).toMatchObject({
      ...common,
      seconds: 240,
      places: [{ bucket: 'one-bucket', prefix: 'logs/' }],
    });
  });

  test('can be set', () => {
    const all = { ...comparison, JOBS: 'e2e-*, unit,', SECONDS: '60', MIN_AGE_SECONDS: '0' };
    const common = { jobs: ['e2e-*', 'unit'], seconds: 60 };
    expect(parseReconcileConfig(all)).toMatchObject({ ...common, minAgeSeconds: 0 });
    expect(parsePollConfig(all)).toMatchObject(common);
  });

  test.each([
    { parse: parseReconcileConfig, environment: { WAREHOUSE: '' }, says: 'WAREHOUSE' },
    { parse: parseReconcileConfig, environment: { SECONDS: '0' }, says: 'SECONDS' },
    { parse: parseReconcileConfig, environment: { MIN_AGE_SECONDS: 'x' }, says: 'MIN_AGE_SECONDS' },
    { parse: parsePollConfig, environment: { TOPIC: '' }, says: 'TOPIC' },
    { parse: parsePollConfig, environment: { SECONDS: '0' }, says: 'SECONDS' },
    { parse: parsePollConfig, environment: { BUCKETS: 'b-1/pr-logs/' }, says: 'b-1/pr-logs/' },
    { parse: parsePollConfig, environment: { BUCKETS: 'b-1/logs/a/' }, says: 'b-1/logs/a/' },
  ])('$parse.name checks $environment', ({ parse, environment, says }) => {
    expect(() => parse({ ...comparison, ...environment })).toThrow(UsageError);
    expect(() => parse({ ...comparison, ...environment })).toThrow(says);
  });

  test.each([
    ['one-bucket', 'logs/'],
    ['one-bucket/logs/', 'logs/'],
    ['one-bucket/logs/e2e-', 'logs/e2e-'],
  ])('the place %s is polled at %s', (BUCKETS, prefix) => {
    expect(parsePollConfig({ ...comparison, BUCKETS }).places).toEqual([
      { bucket: 'one-bucket', prefix },
    ]);
  });
});

describe('the settings of DuckDB', () => {
  test.each([
    [{}, { memoryLimit: undefined, spillFolder: undefined }],
    [
      { DUCKDB_MEMORY_LIMIT: '2GB', DUCKDB_SPILL_FOLDER: '/tmp/large' },
      { memoryLimit: '2GB', spillFolder: '/tmp/large' },
    ],
    [{ DUCKDB_MEMORY_LIMIT: '1.5 GiB' }, { memoryLimit: '1.5 GiB', spillFolder: undefined }],
  ])('are read from %j', (environment, settings) => {
    expect(parseDuckDbSettings(environment)).toEqual(settings);
  });

  test.each(['2', 'much', '80%', "1GB'; DROP"])('refuse the limit %j', (limit) => {
    const read = () => parseDuckDbSettings({ DUCKDB_MEMORY_LIMIT: limit });
    expect(read).toThrow(UsageError);
    expect(read).toThrow('DUCKDB_MEMORY_LIMIT: is not a size such as 2GB');
  });
});

describe('the location of a warehouse', () => {
  test.each([
    ['ci.duckdb', { kind: 'duckdb', path: 'ci.duckdb' }],
    [':memory:', { kind: 'duckdb', path: ':memory:' }],
    ['bigquery:my-project', { kind: 'bigquery', projectId: 'my-project', datasetPrefix: '' }],
    ['bigquery:my-project.p_', { kind: 'bigquery', projectId: 'my-project', datasetPrefix: 'p_' }],
  ])('%s', (written, location) => {
    expect(parseWarehouseLocation(written)).toEqual(location);
  });

  test.each(['', ' ', 'bigquery:', 'bigquery:X', 'bigquery:my-project.a-b'])(
    '"%s" is refused',
    (written) => {
      expect(() => parseWarehouseLocation(written)).toThrow('bigquery:<project>');
    },
  );
});

describe('the location of a source', () => {
  test.each([
    ['bucket', { kind: 'directory', path: 'bucket' }],
    ['gs://kubernetes-ci-logs', { kind: 'gcs', bucket: 'kubernetes-ci-logs', prefix: '' }],
    ['gs://b-1/logs/a b/', { kind: 'gcs', bucket: 'b-1', prefix: 'logs/a b/' }],
  ])('%s', (written, location) => {
    expect(parseSourceLocation(written)).toEqual(location);
  });

  test.each(['s3://bucket/x', 'gs://', 'gs://UPPER', 'https://example.com'])(
    '%s is none',
    (written) => {
      expect(() => parseSourceLocation(written)).toThrow(UsageError);
    },
  );
});
