import { lineOf, markup, type Html } from './render/html.ts';
import { lookOf, nameOf, type Tone } from './render/state.ts';
import { beginningOf } from '../../shared/domain/shortened.ts';

/** Colours of badges, on which white text can be read. */
const FILLS: Readonly<Record<Tone, string>> = {
  good: '#116329',
  bad: '#a40e26',
  warn: '#7d4e00',
  mute: '#57606a',
};

/** Width of a character in units of the picture, about that of the font. */
const CHARACTER = 7;

/** Returns a picture with the name of a job and its state, for pages elsewhere. */
export function badgeImage(job: string, state: string): Html {
  const { tone, sign } = lookOf(state);
  const name = beginningOf(lineOf(job), 80);
  const text = `${sign} ${nameOf(state)}`;
  const left = CHARACTER * name.length + 12;
  const right = CHARACTER * text.length + 12;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${name}: ${nameOf(state)}">
<title>${name}: ${nameOf(state)}</title>
<rect width="${left}" height="20" fill="#24292f"/><rect x="${left}" width="${right}" height="20" fill="${FILLS[tone]}"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"><text x="6" y="14">${name}</text><text x="${left + 6}" y="14">${text}</text></g>
</svg>
`;
}
