import { FAULT_RULES } from '../catalog/faults.ts';
import { cloudByName } from '../catalog/clouds.ts';
import type { Outage } from './fault.ts';
import type { FaultPlanning } from './planning.ts';

const HOUR = 3_600_000;

/** Picks when and where infrastructure does not work. */
export function planOutages(planning: FaultPlanning): readonly Outage[] {
  const { start, end } = planning.input.window;
  return FAULT_RULES.outages.flatMap((rule) =>
    Array.from({ length: rule.count }, (_, i) => {
      const random = planning.random('outage', rule.id, i);
      const cloud = random.pick(rule.clouds);
      const region = random.pick(Object.keys(cloudByName(cloud).regions));
      const from = Math.round(start + random.between(rule.at) * (end - start));
      return {
        id: `outage-${rule.id}-${i + 1}`,
        cloud,
        region: rule.scope === 'region' ? region : undefined,
        from,
        until: Math.min(end, from + Math.round(random.between(rule.hours) * HOUR)),
        share: Math.round(random.between(rule.share) * 100) / 100,
        reason: 'cluster_creation' as const,
      };
    }),
  );
}
