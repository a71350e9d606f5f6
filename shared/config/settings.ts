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

  /** Returns a whole number from `least`, by default 0, to 999,999,999. */
  wholeNumber(name: string, otherwise: number, least = 0): number {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    if (/^\d{1,9}$/.test(value) && Number(value) >= least) return Number(value);
    return this.#problem(name, `is not a whole number from ${least} to 999999999`, otherwise);
  }

  #problem<T>(name: string, problem: string, placeholder: T): T {
    this.problems.push(`  ${name}: ${problem}`);
    return placeholder;
  }
}
