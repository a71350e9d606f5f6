import { cloudNamed } from '../catalog/clouds.ts';
import { JOBS } from '../catalog/jobs.ts';
import type { Basics } from './base.ts';

const OWNERS_DASHBOARD = 'sig-cluster-lifecycle-kops';
/** TestGrid shows about so many runs of a job. */
const MOST_RUNS_SHOWN = 2000;
const MOST_DAYS_SHOWN = 90;

/** What the annotations of a job say beside its dimensions. */
export interface AnnotationOptions {
  readonly dashboards: readonly string[];
  readonly tab: string;
  readonly runsPerDay: number;
}

/** The annotations of a periodic job. */
export function periodicAnnotations(
  basics: Basics,
  { dashboards, tab, runsPerDay }: AnnotationOptions,
): Readonly<Record<string, string>> {
  const { cloud, distro, k8s_version, kops_version } = basics;
  const all = [
    OWNERS_DASHBOARD,
    cloudNamed(cloud).dashboard,
    `kops-distro-${distro.replace(/arm64$/, '')}`,
    `kops-k8s-${k8s_version}`,
    `kops-${kops_version}`,
    ...dashboards,
  ];
  const days = Math.min(MOST_DAYS_SHOWN, Math.floor(MOST_RUNS_SHOWN / (runsPerDay * 7)));
  return {
    ...dimensionAnnotations(basics),
    'test.kops.k8s.io/kops_version': kops_version,
    'testgrid-dashboards': [...new Set(all)].sort().join(', '),
    'testgrid-days-of-results': String(days),
    'testgrid-tab-name': tab,
  };
}

/** The annotations of a presubmit: it has no kops_version, since it tests what it is built from. */
export function presubmitAnnotations(
  basics: Basics,
  tab: string,
): Readonly<Record<string, string>> {
  return {
    ...dimensionAnnotations(basics),
    'testgrid-dashboards': ['kops-presubmits', 'presubmits-kops', OWNERS_DASHBOARD].join(', '),
    'testgrid-days-of-results': String(MOST_DAYS_SHOWN),
    'testgrid-tab-name': tab,
  };
}

function dimensionAnnotations(basics: Basics): Readonly<Record<string, string>> {
  const { cloud, cloud_annotation, networking, distro, k8s_version } = basics;
  return {
    'test.kops.k8s.io/cloud': cloud_annotation ?? cloudNamed(cloud).annotation,
    'test.kops.k8s.io/distro': distro,
    ...(basics.extra_flags === undefined
      ? {}
      : { 'test.kops.k8s.io/extra_flags': basics.extra_flags }),
    ...(basics.feature_flags === undefined
      ? {}
      : { 'test.kops.k8s.io/feature_flags': basics.feature_flags }),
    'test.kops.k8s.io/k8s_version': k8s_version,
    'test.kops.k8s.io/kops_channel': JOBS.channel,
    'test.kops.k8s.io/networking': networking,
  };
}
