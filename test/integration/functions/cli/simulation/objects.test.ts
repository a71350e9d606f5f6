import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../../functions/cli/simulation/simulate.ts';
import {
  casesIn,
  folderOf,
  lastVersions,
  NAME_SHAPES,
  outcomeOf,
  shapesOf,
  textOf,
  type Shape,
} from './recount.ts';

const simulation = simulate({ seed: 11, days: 7, endDate: '2026-08-14', scale: 0.03 });
const written = [...simulation.objects];
const last = lastVersions(written);
const truth = simulation.truth();

const folders = new Map<string, Map<string, string>>();
for (const object of last.values()) {
  const folder = folderOf(object.name);
  if (folder === undefined || !object.name.endsWith('.json') || object.name.includes('/artifacts/'))
    continue;
  const files = folders.get(folder) ?? new Map<string, string>();
  folders.set(folder, files.set(object.name.slice(folder.length), textOf(object)));
}
const reports = [...last.values()].filter(({ name }) => NAME_SHAPES.junit.test(name));

function field(document: string | undefined, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    JSON.parse(document ?? '{}'),
  );
}

describe('layout', () => {
  test('every name has exactly one shape of the grammar', () => {
    const others = [...last.keys()].filter((name) => shapesOf(name).length !== 1);
    expect(others).toEqual([]);
  });

  test('every shape occurs as often as in the truth', () => {
    const counts = Object.groupBy(last.keys(), (name) => shapesOf(name)[0] ?? 'irrelevant');
    for (const shape of Object.keys(NAME_SHAPES) as Shape[]) {
      expect([shape, counts[shape]?.length]).toEqual([shape, truth.totals.objects[shape]]);
    }
    expect(last.size).toBe(truth.totals.objects.total);
  });

  test('build IDs are unique, growing snowflakes of the time of the trigger', () => {
    const ids = truth.builds.map(({ build_id }) => BigInt(build_id));
    expect(ids.every((id, i) => i === 0 || id > (ids[i - 1] ?? id))).toBe(true);
    for (const { build_id, triggered_at } of truth.builds) {
      const time = Number((BigInt(build_id) >> 22n) + 1_288_834_974_657n);
      expect(Math.abs(time - Date.parse(triggered_at))).toBeLessThan(1000);
    }
  });

  test('nothing is uploaded after the last day', () => {
    const latest =
      written
        .map(({ updatedAt }) => updatedAt)
        .sort()
        .at(-1) ?? '';
    expect(latest < '2026-08-15' && latest > '2026-08-14T20').toBe(true);
  });

  test('upgrades have their true versions in the environment and are annotated stable and latest', () => {
    const [folder] = [...folders.keys()].filter((name) =>
      name.includes('-upgrade-k135-ko135-to-k136-ko136/'),
    );
    const prowjob = folders.get(folder ?? '')?.get('prowjob.json');
    const env = field(prowjob, ['spec', 'pod_spec', 'containers', '0', 'env']) as {
      name: string;
      value: string;
    }[];
    const values = new Map(env.map(({ name, value }) => [name, value]));
    expect(values.get('KOPS_VERSION_A')).toBe('v1.35.3');
    expect(values.get('KOPS_VERSION_B')).toBe('1.36');
    expect(field(prowjob, ['metadata', 'annotations', 'test.kops.k8s.io/kops_version'])).toBe(
      'latest',
    );
    expect(field(prowjob, ['metadata', 'annotations', 'test.kops.k8s.io/k8s_version'])).toBe(
      'stable',
    );
  });

  test('pipelines are annotated latest and name their branch in a flag', () => {
    const [folder] = [...folders.keys()].filter((name) => name.includes('-updown-kops-135/'));
    const prowjob = folders.get(folder ?? '')?.get('prowjob.json') ?? '';
    expect(field(prowjob, ['metadata', 'annotations', 'test.kops.k8s.io/kops_version'])).toBe(
      'latest',
    );
    expect(prowjob).toContain(
      '--kops-version-marker=https://storage.googleapis.com/k8s-staging-kops/kops/releases/markers/release-1.35/latest-ci.txt',
    );
  });

  test('an alias contains the URL of its build', () => {
    const alias = [...last.values()].find(({ name }) => NAME_SHAPES.build_alias.test(name));
    const target = /^gs:\/\/[^/]+\/(.*)$/.exec(
      textOf(alias ?? { name: '', body: '', updatedAt: '' }),
    )?.[1];
    expect([...folders.keys()]).toContain(`${target ?? ''}/`);
  });
});

describe('totals equal an independent count', () => {
  test('builds by outcome', () => {
    const outcomes = [...folders.values()].map(outcomeOf);
    const counts = Object.groupBy(outcomes, (outcome) => outcome ?? 'not started');
    const { total, ...byOutcome } = truth.totals.builds;
    expect(Object.values(byOutcome).reduce((a, b) => a + b)).toBe(total);
    for (const [outcome, count] of Object.entries(byOutcome)) {
      expect([outcome, counts[outcome]?.length ?? 0]).toEqual([outcome, count]);
    }
    expect(counts['not started']?.length ?? 0).toBe(truth.totals.builds_not_started);
  });

  test('outcome of every single build', () => {
    for (const { build_path, outcome } of truth.builds) {
      const files = folders.get(build_path) ?? new Map<string, string>();
      expect([build_path, outcomeOf(files) ?? null]).toEqual([build_path, outcome]);
    }
  });

  test('attempts by outcome in complete and in truncated reports', () => {
    const cases = reports.flatMap((report) => casesIn(textOf(report)));
    const counts = Object.groupBy(cases, ({ outcome }) => outcome);
    const { total, skipped_without_reason, ...byOutcome } = truth.totals.attempts;
    expect(cases).toHaveLength(total);
    expect(cases.filter(({ isBare }) => isBare)).toHaveLength(skipped_without_reason);
    for (const [outcome, count] of Object.entries(byOutcome)) {
      expect([outcome, counts[outcome]?.length ?? 0]).toEqual([outcome, count]);
    }
  });

  test('truncated reports, with the cases before the cut', () => {
    const cut = reports
      .map((report) => ({ name: report.name, text: textOf(report) }))
      .filter(({ text }) => text !== '' && !/<\/testsuites?>\n$/.test(text))
      .map(({ name, text }) => ({ name, complete_cases: casesIn(text).length }));
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    expect(cut.sort(byName)).toEqual(truth.truncated_reports.toSorted(byName));
    expect(reports).toHaveLength(truth.totals.reports.total + truth.empty_reports.length);
  });

  test('reports without a byte, which only builds that a signal ended leave', () => {
    const empty = reports.filter((report) => textOf(report) === '').map(({ name }) => name);
    expect(empty.length).toBeGreaterThan(0);
    expect(empty.sort()).toEqual([...truth.empty_reports].sort());
    const ended = new Map(truth.builds.map((build) => [build.build_path, build]));
    for (const name of empty) {
      const build = ended.get(folderOf(name) ?? '');
      expect([name, build?.outcome === 'aborted' || build?.death_reason === 'timeout']).toEqual([
        name,
        true,
      ]);
    }
  });

  test("the last call of upgrades, which only deletes the cluster, replaces kubetest2's report", () => {
    const runner = reports.filter(
      (report) =>
        report.name.endsWith('/junit_runner.xml') &&
        !truth.truncated_reports.some(({ name }) => name === report.name) &&
        textOf(report) !== '',
    );
    const upgrades = runner.filter(({ name }) => name.includes('-upgrade-'));
    expect(upgrades.length).toBeGreaterThan(0);
    for (const report of upgrades) {
      expect(textOf(report)).not.toMatch(/name="(?:Build|Up|Test)"/);
      expect(textOf(report)).toContain('<testcase name="Down"');
    }
    const others = runner.filter(({ name }) => !name.includes('-upgrade-'));
    expect(others.every((report) => textOf(report).includes('name="Up"'))).toBe(true);
  });

  test('versions and bytes', () => {
    expect(written).toHaveLength(truth.totals.object_versions);
    const bytes = [...last.values()].reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    expect(bytes).toBe(truth.totals.object_bytes);
  });

  test('objects written more than once', () => {
    const counts = Map.groupBy(written, ({ name }) => name);
    const rewritten = [...counts]
      .filter(([name, versions]) => versions.length > 1 && folderOf(name) !== undefined)
      .map(([name, versions]) => `${name} ${versions.length}`);
    const told = truth.rewritten_objects.map(({ name, versions }) => `${name} ${versions}`);
    expect(rewritten.sort()).toEqual(told.sort());
  });
});

describe('objects show what the truth says of them', () => {
  test('compressed objects', () => {
    const compressed = [...last.values()].filter(({ body }) => typeof body !== 'string');
    expect(compressed.map(({ name }) => name).sort()).toEqual([...truth.gzip_objects].sort());
  });

  test('reports with control characters', () => {
    const withEscapes = reports.filter((report) => textOf(report).includes('\u001b['));
    const told = new Set(truth.control_character_reports);
    expect(told.size).toBeGreaterThan(0);
    // A report can be cut in the middle of the failure with the control characters.
    const cut = new Set(truth.truncated_reports.map(({ name }) => name));
    expect(
      withEscapes.map(({ name }) => name).filter((name) => !told.has(name) && !cut.has(name)),
    ).toEqual([]);
    expect([...told].filter((name) => !withEscapes.some((report) => report.name === name))).toEqual(
      [],
    );
  });

  test('leases', () => {
    const logs = [...last.values()]
      .filter(({ name }) => name.endsWith('/build-log.txt'))
      .map(textOf);
    const acquired = logs.filter((log) =>
      /\] Got project \S+ from boskos$|export BOSKOS_RESOURCE_NAME=\S+$/m.test(log),
    );
    const released = logs.filter((log) =>
      /\] releasing boskos project$|boskos\.py --release$/m.test(log),
    );
    const told = truth.leases.filter(({ build_path }) => last.has(`${build_path}build-log.txt`));
    expect(acquired).toHaveLength(told.length);
    expect(released).toHaveLength(told.filter(({ is_released }) => is_released).length);
  });
});
