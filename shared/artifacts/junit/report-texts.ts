import { remembered } from '../../domain/remembered.ts';
import { secretMask, type MaskText } from '../../domain/secrets/secret-mask.ts';
import { isSecretField } from '../../domain/secrets/secret-names.ts';
import { HIDDEN } from '../../domain/secrets/span.ts';
import { TestIdentities } from '../../domain/test-identities.ts';
import { compiledOnce } from '../../policy/compiled-once.ts';
import type { SecretPolicy } from '../../policy/secrets.ts';
import type { TextLimit } from '../syntax/text/bounded-text.ts';
import type { WantedAttributes } from '../syntax/xml/name-table.ts';
import { KnownVariants } from './known-variants.ts';
import * as limits from './limits.ts';
import { VARIANT_ATTRIBUTES } from './variant-attributes.ts';

/** The texts of reports: how much of each is kept, and how secrets in them are hidden. */
export class ReportTexts {
  readonly mask: MaskText;
  /** Returns the name of a property without its secrets; reports have the same few again and again. */
  readonly maskedName: MaskText;
  readonly nameLimit: TextLimit;
  readonly messageLimit: TextLimit;
  readonly failureLimit: TextLimit;
  readonly variantLimit: TextLimit;
  /** Attributes that are read, with what is kept of each. */
  readonly attributes: WantedAttributes;
  /** The test cases of all reports that this process has read. */
  readonly identities: TestIdentities;
  readonly variants = new KnownVariants();
  readonly #policy: SecretPolicy;

  constructor(policy: SecretPolicy) {
    const { mask } = secretMask(policy);
    this.#policy = policy;
    this.mask = mask;
    this.maskedName = remembered(mask, { texts: 1024, length: 200 });
    this.nameLimit = { ...limits.NAME_LIMIT, mask };
    this.messageLimit = { ...limits.MESSAGE_LIMIT, mask };
    this.failureLimit = { ...limits.FAILURE_TEXT_LIMIT, mask };
    this.variantLimit = { ...limits.VARIANT_LIMIT, mask };
    this.attributes = this.#wantedAttributes();
    this.identities = new TestIdentities(mask);
  }

  /** Returns a text without its secrets, or `null` for none. */
  masked(text: string | null): string | null {
    return text === null ? null : this.mask(text);
  }

  /** Returns the value of a property without its secrets; that of a property with the name of a secret may be one as a whole. */
  maskedProperty(name: string, value: string): string {
    return isSecretField(name, value, this.#policy) ? HIDDEN : this.mask(value);
  }

  #wantedAttributes(): WantedAttributes {
    const { nameLimit, messageLimit } = this;
    const short = { ...limits.SHORT_LIMIT, mask: this.mask };
    const names = ['name', 'classname', ...VARIANT_ATTRIBUTES];
    const messages = ['message', 'type', 'value'];
    const counts = ['tests', 'failures', 'errors', 'skipped', 'disabled'];
    return new Map([
      ...names.map((name) => [name, nameLimit] as const),
      ...messages.map((name) => [name, messageLimit] as const),
      ...['time', 'status', 'result', ...counts].map((name) => [name, short] as const),
    ]);
  }
}

/** Returns the texts of reports under a policy. */
export const reportTexts = compiledOnce((policy: SecretPolicy) => new ReportTexts(policy));
