import type { XmlAttributes } from '../syntax/xml/attributes.ts';
import { maskName } from '../../domain/name-masks.ts';
import { bounded } from '../syntax/text/bounded-text.ts';
import type { ReportTexts } from './report-texts.ts';
import { VARIANT_LABELS } from './variant-attributes.ts';

/** Attributes and properties of suites and test cases that tell executions of one test case apart, by their label. */
export type VariantParts = Readonly<Record<string, string>>;

/** Names of properties that are parameters of tests. */
const PARAMETER =
  /^(?:(?:browser|platform|device|project|variant|flavou?r|target)(?:[._ -]?(?:name|version))?|(?:param(?:eter)?s?|matrix)(?:[._:-].*)?)$/i;

/** Words in names of machines. */
const MACHINE =
  /(?:^|[-_])(?:agent|build|builder|buildkite|ci|container|desktop|ec2|executor|host|instance|jenkins|laptop|localhost|machine|node|pod|prow|runner|server|slave|vm|worker)s?(?:[-_]|$)/i;

/** Names of browsers and devices, which may contain numbers. */
const BROWSER =
  /^(?:[a-z]+[ _-])?(?:chrom|firefox|webkit|safari|edge|opera|electron|iphone|ipad|ios|android|pixel|galaxy)/i;

/**
 * Returns the parts of a variant that the attributes of a suite or test case give, added to those of the suite around it;
 * the same object if they give none.
 */
export function variantAttributes(
  attributes: Pick<XmlAttributes, 'get'>,
  texts: ReportTexts,
  around: VariantParts = {},
): VariantParts {
  let parts = around;
  for (const { attribute, label } of VARIANT_LABELS) {
    const written = attributes.get(attribute)?.trim();
    if (written === undefined || written === '') continue;
    const before = parts;
    parts = texts.variants.longer(before, `${attribute}=${written}`, () => {
      // Before names are masked, which may take away what a secret is known by.
      const shown = texts.mask(written);
      const kept = attribute === 'hostname' ? hostLabel(shown) : pathLabel(shown);
      return kept === null ? before : { ...before, [label]: kept };
    });
  }
  return parts;
}

/** Returns the part of a variant that a property gives; none if the property is not a parameter. */
export function variantProperty(name: string, value: string, texts: ReportTexts): VariantParts {
  const kept = PARAMETER.test(name) ? texts.mask(value.trim()) : '';
  return kept === '' ? {} : { [name]: maskName(kept) };
}

/** Returns the canonical text of a variant, `label=value` in the order of the labels; `null` if it has no parts. */
export function variantText(parts: VariantParts, texts: ReportTexts): string | null {
  return texts.variants.text(parts, () => textOf(parts, texts));
}

function textOf(parts: VariantParts, texts: ReportTexts): string | null {
  const written = Object.entries(parts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}=${value}`);
  return written.length === 0 ? null : texts.mask(bounded(written.join(', '), texts.variantLimit));
}

/**
 * Returns the host name where it names a browser, device or project, as Playwright writes it; `null` for the name of a
 * machine, since a test that is run again on another machine is a retry.
 */
function hostLabel(hostname: string): string | null {
  if (BROWSER.test(hostname)) return maskName(hostname);
  const isMachine = MACHINE.test(hostname) || /^(?=.*[\d.])[a-z0-9._-]+$/i.test(hostname);
  return isMachine ? null : maskName(hostname);
}

/** Returns a path with what differs from run to run masked; of an absolute path only its end, since checkouts move. */
function pathLabel(path: string): string {
  const masked = maskName(path);
  const isAbsolute = /^(?:\/|[a-z]:\\|<tmp>)/i.test(masked);
  return isAbsolute ? masked.split(/[\\/]/).slice(-4).join('/') : masked;
}
