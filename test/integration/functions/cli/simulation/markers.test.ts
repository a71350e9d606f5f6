import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../../functions/cli/simulation/simulate.ts';
import { textOf } from './recount.ts';

const simulation = simulate({ seed: 2, days: 28, endDate: '2026-11-20', scale: 0 });
const written = [...simulation.objects].filter(({ name }) => name.startsWith('kops/'));
const truth = simulation.truth();
const END = '2026-11-21T00:00:00.000Z';
const GREEN = 'latest-ci-updown-green';

/** Returns the version that a marker named at a time. */
function versionAt(marker: string, time: string): string | undefined {
  const object = written.findLast(({ name, updatedAt }) => name === marker && updatedAt <= time);
  return object && /\/([^/]+)\n$/.exec(textOf(object))?.[1];
}

function markerOf(branch: string, channel: string): string {
  return `kops/releases/markers/${branch}/${channel}.txt`;
}

describe('version markers', () => {
  test('are written in the order of time, as in the truth', () => {
    const times = written.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual(times.toSorted());
    for (const { marker, writes } of truth.markers) {
      const own = written.filter(({ name }) => name === marker);
      expect(own.map(({ updatedAt }) => updatedAt)).toEqual(writes.map((w) => w.written_at));
      expect(own.map((object) => textOf(object).trim().split('/').at(-1))).toEqual(
        writes.map(({ version }) => version),
      );
    }
  });

  test('name the version that pipelines and upgrades test when they are triggered', () => {
    const families = new Map(truth.jobs.map((job) => [job.job, job]));
    const checked = truth.builds.filter(({ job, kops_version, triggered_at }) => {
      const { family, kops_branch = '' } = families.get(job) ?? {};
      if (family !== 'pipeline' && family !== 'upgrade') return false;
      expect(versionAt(markerOf(kops_branch, 'latest-ci'), triggered_at)).toBe(kops_version);
      return true;
    });
    expect(checked.length).toBeGreaterThan(500);
  });

  test('are promoted by builds that passed their tests', () => {
    const builds = new Map(truth.builds.map((build) => [build.build_path, build]));
    const promotions = truth.markers
      .flatMap(({ channel, branch, writes }) => (channel === GREEN ? [{ branch, writes }] : []))
      .flatMap(({ branch, writes }) => writes.map((write) => ({ branch, ...write })))
      .filter(({ promoted_by }) => promoted_by !== null);
    expect(promotions.length).toBeGreaterThan(300);
    for (const { branch, promoted_by, version, written_at } of promotions) {
      const build = builds.get(promoted_by ?? '');
      const hasEnded = build?.outcome !== 'running';
      if (hasEnded)
        expect([build?.outcome, build?.failed_phase]).toEqual(
          build?.outcome === 'passed' ? ['passed', null] : ['failed', 'down'],
        );
      const now = versionAt(markerOf(branch, 'latest-ci'), written_at);
      expect([build?.kops_version, now]).toContain(version);
    }
  });

  test('have untested promotions only of versions that no earlier build had tested and passed', () => {
    expect(truth.untested_promotions.length).toBeGreaterThan(5);
    for (const { marker, version, tested_version, promoted_at } of truth.untested_promotions) {
      expect(version).not.toBe(tested_version);
      const tested = truth.builds.filter(
        (build) =>
          build.kops_version === version &&
          build.job.includes('-pipeline-') &&
          build.outcome === 'passed' &&
          build.triggered_at < promoted_at,
      );
      expect([marker, tested]).toEqual([marker, []]);
    }
  });

  test('stall where planned, although their branches have newer commits', () => {
    expect(truth.stale_markers.map(({ marker }) => marker)).toHaveLength(2);
    for (const { marker, since } of truth.stale_markers) {
      const { branch, writes = [] } = truth.markers.find((one) => one.marker === marker) ?? {};
      expect(writes.at(-1)?.written_at).toBe(since);
      expect((Date.parse(END) - Date.parse(since)) / 3_600_000).toBeGreaterThan(400);
      const newer = truth.commits.filter(
        (commit) => commit.branch === branch && commit.committed_at > since,
      );
      expect(newer.length).toBeGreaterThan(2);
      expect(truth.jobs.filter(({ kops_branch }) => kops_branch === branch)).toEqual([]);
    }
  });
});
