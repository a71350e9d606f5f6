import { quantity } from '../../domain/quantity.ts';
import type { Fields } from '../syntax/json/fields.ts';
import type { Warnings } from '../syntax/warnings.ts';
import type { PodResources } from './records.ts';

/**
 * Reads the CPU and memory that a job asks for: the sums over the containers of its pod, without those that Prow adds.
 * A request that is missing is equal to the limit, as in Kubernetes.
 */
export function readResources(podSpec: Fields, warnings: Warnings): PodResources {
  const containers = podSpec.list('containers').map((container) => container.object('resources'));
  const sum = (resource: string, ...sections: readonly string[]): number | null => {
    const amounts = containers.map((resources) =>
      sections.map((section) => resources.object(section).string(resource)).find(isGiven),
    );
    return total(amounts.filter(isGiven), warnings);
  };
  return {
    cpu_request_cores: sum('cpu', 'requests', 'limits'),
    cpu_limit_cores: sum('cpu', 'limits'),
    memory_request_bytes: wholeBytes(sum('memory', 'requests', 'limits')),
    memory_limit_bytes: wholeBytes(sum('memory', 'limits')),
  };
}

function isGiven(amount: string | null | undefined): amount is string {
  return amount !== null && amount !== undefined;
}

/** Returns the sum of quantities; `null` without any, or if one cannot be read. */
function total(amounts: readonly string[], warnings: Warnings): number | null {
  const numbers = amounts.map(quantity);
  if (numbers.includes(undefined)) warnings.add('resources: not a quantity');
  const known = numbers.filter((number) => number !== undefined);
  if (known.length === 0 || known.length < numbers.length) return null;
  return known.reduce((sum, number) => sum + number, 0);
}

/** Returns a number of bytes that an INT64 of a warehouse and a number here hold exactly, rounded up. */
function wholeBytes(bytes: number | null): number | null {
  return bytes === null || bytes > Number.MAX_SAFE_INTEGER ? null : Math.ceil(bytes);
}
