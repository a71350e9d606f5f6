import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import { started } from '../../../support/build.ts';
import { deliver } from '../../../support/deliver.ts';
import { MemoryStore } from '../../../support/memory-store.ts';

const FOLDER = 'logs/ci-kops-unit/1991387062838034432/';
const PROFILE = 'mode: set\nk8s.io/kops/pkg/a.go:1.1,3.2 3 1\nk8s.io/kops/cmd/b.go:1.1,2.2 2 0\n';

let warehouse: DuckDbWarehouse;
let store: MemoryStore;
let buckets = 0;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
});

beforeEach(() => {
  store = new MemoryStore(`bucket-${++buckets}`);
  store.put(`${FOLDER}started.json`, started());
});

afterAll(() => warehouse.close());

/** Writes a file of the build and delivers its event. */
async function upload(name: string, body: string): Promise<readonly string[]> {
  store.put(FOLDER + name, body);
  return await deliver(store, FOLDER + name, warehouse);
}

async function ask(columns: string, view: string) {
  const sql = `SELECT ${columns} FROM ${view} WHERE bucket = '${store.bucket}' ORDER BY 1`;
  return (await warehouse.query(sql)).rows;
}

describe('an event about a coverage report', () => {
  test('leads to a row for each source file', async () => {
    expect(await upload('artifacts/cover.out', PROFILE)).toEqual(['parsed']);
    expect(
      await ask('path, written_path, job, flag, format, report, language', 'coverage_files'),
    ).toEqual([
      {
        path: 'cmd/b.go',
        written_path: 'k8s.io/kops/cmd/b.go',
        job: 'ci-kops-unit',
        flag: 'unit',
        format: 'go',
        report: 'artifacts/cover.out',
        language: 'go',
      },
      expect.objectContaining({ path: 'pkg/a.go' }),
    ]);
  });

  test('is in the ledger with the number of its rows', async () => {
    await upload('artifacts/cover.out', PROFILE);
    const readings = await ask('kind, outcome, coverage_files_rows', 'ingested_objects');
    expect(readings).toEqual([{ kind: 'coverage', outcome: 'parsed', coverage_files_rows: 2 }]);
  });

  test('of gopherage gives no test results, although it has the form of JUnit', async () => {
    const report =
      '<testsuite><testcase class_name="go_coverage" name="k8s.io/kops/pkg/a.go" time="0">' +
      '<failure>code coverage of 4% is below threshold of 5%</failure>' +
      '<properties><property name="coverage" value="4.0"></property></properties></testcase></testsuite>';
    expect(await upload('artifacts/junit_coverage.xml', report)).toEqual(['parsed']);
    expect(await ask('path, coverage_ratio', 'coverage_files')).toEqual([
      { path: 'pkg/a.go', coverage_ratio: 0.04 },
    ]);
    expect(await ask('test_name', 'test_attempts')).toEqual([]);
  });

  test('that is none is rejected, with its reason', async () => {
    expect(await upload('artifacts/coverage.txt', 'ok  k8s.io/kops/pkg 0.1s\n')).toEqual([
      'rejected',
    ]);
    expect(await ask('outcome, reason', 'ingested_objects')).toEqual([
      { outcome: 'rejected', reason: 'neither a Go profile, LCOV, XML nor JSON' },
    ]);
  });

  test('replaces the rows of the version before', async () => {
    await upload('artifacts/cover.out', PROFILE);
    await upload('artifacts/cover.out', 'mode: set\nk8s.io/kops/pkg/c.go:1.1,3.2 3 1\n');
    expect(await ask('path', 'coverage_files')).toEqual([{ path: 'pkg/c.go' }]);
  });
});
