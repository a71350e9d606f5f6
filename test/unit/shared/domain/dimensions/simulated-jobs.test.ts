import { expect, test } from 'vitest';
import { canonicalVersion } from '../../../../../shared/domain/dimensions/canonical.ts';
import { dimensionsOf } from '../../../../../shared/domain/dimensions/dimensions.ts';
import { dimensionsFromName } from '../../../../../shared/domain/dimensions/job-name.ts';
import { allJobs } from '../../../../../functions/cli/simulation/jobs/jobs.ts';
import { POLICIES } from '../../../../support/policies.ts';

const JOBS = allJobs(1);

test('the dimensions of every simulated job are those that it was made with', () => {
  const wrong = JOBS.flatMap((job) => {
    const { cloud, networking, distro, kubernetes_version, kops_version } = dimensionsOf(
      job,
      POLICIES.dimensions,
    );
    const found = [cloud, networking, distro, kubernetes_version, kops_version].join(' ');
    // A presubmit tests what it builds, which is the branch of the pull request.
    const kops = job.family === 'presubmit' ? '' : job.kops_version;
    const meant = [
      job.cloud,
      job.networking,
      job.distro,
      canonicalVersion(job.k8s_version),
      kops,
    ].join(' ');
    return found === meant ? [] : [`${job.name}: ${found}, not ${meant}`];
  });
  expect(JOBS.length).toBeGreaterThan(1500);
  expect(wrong).toEqual([]);
});

test('the names of grid jobs and upgrades alone state their dimensions', () => {
  const named = JOBS.filter(({ family }) => family === 'grid' || family === 'upgrade');
  const wrong = named.filter((job) => {
    const { cloud, kubernetes_version, kops_version } = dimensionsFromName(
      job,
      POLICIES.dimensions,
    );
    return (
      cloud !== job.cloud ||
      kubernetes_version !== canonicalVersion(job.k8s_version) ||
      kops_version !== job.kops_version
    );
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});
