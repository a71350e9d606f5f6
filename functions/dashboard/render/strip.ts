import { lookOf, nameOf } from './state.ts';
import { markup, type Html } from './html.ts';

/**
 * Returns the outcomes of builds as a strip of signs, the newest at the right. Equal neighbours share an element.
 *
 * @param letters one letter for each build, the oldest first
 */
export function strip(letters: string): Html {
  const runs = letters.match(/(.)\1*/gsu) ?? [];
  return markup`<span class="strip" role="img" aria-label="${spoken(letters)}">${runs.map((run) => {
    const { tone, sign } = lookOf(run.charAt(0));
    return markup`<i class="${tone}">${sign.repeat(run.length)}</i>`;
  })}</span>`;
}

/** Returns the strip in words: how many builds of each outcome, and the newest. */
function spoken(letters: string): string {
  const counts = [...new Set(letters)].map(
    (letter) => `${letters.split(letter).length - 1} ${nameOf(letter)}`,
  );
  const newest = nameOf(letters.slice(-1));
  return `${letters.length} builds: ${counts.join(', ')}; the newest ${newest}`;
}
