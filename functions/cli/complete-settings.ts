import type { CollectSettings } from '../collect/ports.ts';
import type { CliPorts } from './ports.ts';

/** The settings of collect that commands choose. */
export type ChosenSettings = Pick<CollectSettings, 'pathStrategy' | 'keepSkips' | 'limits'>;

/**
 * Returns the settings of collect for a source that is listed: an object that is missing from the listing is not waited for.
 */
export async function completeSettings(
  ports: Pick<CliPorts, 'policies'>,
  chosen: ChosenSettings,
): Promise<CollectSettings> {
  return { ...chosen, policies: await ports.policies(), patienceSeconds: 0 };
}
