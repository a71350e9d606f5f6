import { UsageError } from '../errors.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads environment variables and returns the settings that `read` makes of them. An empty variable counts as absent.
 * Written by hand, because the schema library takes longer to load than all that a function does for most events.
 *
 * @throws UsageError that names each setting that is missing or invalid
 */
export function parseSettings<T>(
  environment: Environment,
  read: (variables: SettingsReader) => T,
): T {
  const variables = new SettingsReader(environment);
  const settings = read(variables);
  if (variables.problems.length === 0) return settings;
  throw new UsageError(
    `environment variables are missing or invalid; set them and start again:\n${variables.problems.join('\n')}`,
  );
}

/** The least and the greatest number that a variable may have. */
interface NumberRange {
  readonly least?: number;
  readonly most?: number;
}

/** Reads single variables. A method whose variable is missing or invalid notes the problem and returns a placeholder. */
export class SettingsReader {
  readonly #environment: Environment;
  readonly problems: string[] = [];

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Returns a text, or `undefined` if it is absent. */
  optional(name: string): string | undefined {
    const value = this.#environment[name];
    return value === '' ? undefined : value;
  }

  /** Returns a text of a form, or `undefined` if it is absent. */
  matching(name: string, form: RegExp, problem: string): string | undefined {
    const value = this.optional(name);
    if (value === undefined || form.test(value)) return value;
    this.#problem(name, problem, undefined);
    return undefined;
  }

  /** Returns a text, which is required if there is no default. */
  text(name: string, otherwise?: string): string {
    return this.optional(name) ?? otherwise ?? this.#problem(name, 'is missing', '');
  }

  /** Returns the texts of a list that is separated by commas, which is required; each has to match a pattern. */
  list(name: string, pattern: RegExp): readonly string[] {
    const texts = this.text(name)
      .split(',')
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const invalid = texts.find((text) => !pattern.test(text));
    if (invalid !== undefined) return this.#problem(name, `"${invalid}" is not valid`, []);
    return texts.length > 0 ? texts : this.#problem(name, 'names nothing', []);
  }

  /** Returns a URL, or `undefined` if it is absent. */
  url(name: string): string | undefined {
    const value = this.optional(name);
    if (value === undefined || URL.canParse(value)) return value;
    return this.#problem(name, 'is not a URL', value);
  }

  /** Returns whether a variable is `true`; absent means `false`. */
  flag(name: string): boolean {
    return this.choice(name, ['true', 'false'], 'false') === 'true';
  }

  /** Returns one of several texts. */
  choice<const Choice extends string>(
    name: string,
    choices: readonly Choice[],
    otherwise: NoInfer<Choice>,
  ): Choice {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    const chosen = choices.find((choice) => choice === value);
    return chosen ?? this.#problem(name, `is not one of ${choices.join(', ')}`, otherwise);
  }

  /** Returns a whole number of a range, by default from 0 to 999,999,999. */
  wholeNumber<Otherwise extends number | undefined>(
    name: string,
    otherwise: Otherwise,
    { least = 0, most = 999_999_999 }: NumberRange = {},
  ): number | Otherwise {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    const number = /^\d{1,16}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    return this.#problem(name, `is not a whole number from ${least} to ${most}`, otherwise);
  }

  #problem<T>(name: string, problem: string, placeholder: T): T {
    this.problems.push(`  ${name}: ${problem}`);
    return placeholder;
  }
}
