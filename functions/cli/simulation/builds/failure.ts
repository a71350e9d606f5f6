import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import type { FailureTemplate } from '../catalog/failures.ts';
import { fill } from '../fill.ts';
import type { Random } from '../random.ts';
import type { BuildPlace } from './place.ts';

/** A failure as a report or a log shows it. */
export interface RenderedFailure {
  readonly template: FailureTemplate;
  readonly message: string;
  readonly text: string;
  readonly hasControlCharacters: boolean;
}

/** Fills the template of a failure with random numbers and with the names of the build's machines. */
export function renderFailure(
  template: FailureTemplate,
  { place, at, random }: { place: BuildPlace; at: number; random: Random },
): RenderedFailure {
  const { cluster, region, zones, nodes, lease } = place;
  const values = {
    cluster,
    region,
    zone: zones[0] ?? region,
    node: random.pick(nodes),
    lease_type: lease?.type ?? 'none',
  };
  const text = fill(template.text, random, { values, at });
  const hasControlCharacters = random.chance(BUILD_PARAMETERS.control_characters_share);
  return {
    template,
    message: template.message,
    text: hasControlCharacters ? colourise(text, random) : text,
    hasControlCharacters,
  };
}

/** Adds terminal colours and now and then a NUL; XML allows neither. */
function colourise(text: string, random: Random): string {
  const [first = '', ...rest] = text.split('\n');
  const nul = random.chance(0.3) ? '\0' : '';
  return [`\u001b[38;5;9m${first}\u001b[0m${nul}`, ...rest].join('\n');
}
