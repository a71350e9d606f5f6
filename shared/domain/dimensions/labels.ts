import type { JobDescription, Values } from './dimension.ts';
import { POLICY } from '../../policy/dimensions.ts';
import { present } from './present.ts';

/** Presets give a job the credentials of its cloud. */
export function fromLabels({ labels }: JobDescription): Values {
  const cloud = Object.entries(POLICY.clouds).find(([, { labels: ofCloud }]) =>
    ofCloud.some((label) => Object.hasOwn(labels, label)),
  );
  return present({ cloud: cloud?.[0] });
}
