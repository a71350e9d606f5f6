import { describe, expect, test } from 'vitest';
import { secretMask } from '../../../../../shared/domain/secrets/secret-mask.ts';
import { HIDDEN } from '../../../../../shared/domain/secrets/span.ts';
import { CAPITAL_CORE, CORE, HEX_CORE, SMALL_CORE } from '../../../../support/made-up-secrets.ts';
import { POLICIES } from '../../../../support/policies.ts';

const MASK = secretMask(POLICIES.secrets);

/** A value that looks random. */
const RANDOM = CORE + CORE;
/** A value that is a secret by its name alone. */
const WORD = 'hunter';

/** Writes a text with the value, and the text that is expected, with `*` for the value. */
function cases(value: string, texts: readonly string[]) {
  return texts.map((text) => ({
    text: text.replaceAll('*', value),
    shown: text.replaceAll('*', HIDDEN),
  }));
}

describe('a value is hidden, and only the value, as', () => {
  test.each([
    // Headers, also as Go prints maps and as JSON has lists.
    ...cases(RANDOM, [
      'X-Auth-Token:[*]',
      'map[X-Auth-Token:[*] Accept:[text/html]]',
      'map[Authorization:[*]]',
      '"X-Auth-Token": ["*"]',
      'http.Header{"X-Api-Key":[]string{"*"}}',
      'Authorization: *',
      '-H "authorization: *"',
      'Ocp-Apim-Subscription-Key: *',
    ]),
    ...cases(WORD, [
      'Authorization: Bearer *, x',
      'proxy-authorization: Basic *',
      '{"headers":{"authorization":["Bearer *"]}}',
      'map[Authorization:[Bearer *]]',
    ]),
    // YAML.
    ...cases(WORD, [
      'password: |\n  *\nuser: a',
      'password: |-\\n    *\\nuser: a',
      'a:\n  password: >2\n    *\n  b: c',
    ]),
    { text: `password: |\n  ${CORE}\n  ${WORD}\n more`, shown: `password: |\n  ${HIDDEN}\n more` },
    ...cases(RANDOM, ['token: >\n    *\n']),
    // Variables and fields with short names of passwords.
    ...cases(WORD, [
      'MYSQL_PWD=*',
      'DB_PASS=*',
      'db_pass: *',
      "PGPASSWORD='*' psql",
      'dbPass=*',
      '-storepass * -alias a',
      'x.pass=*',
    ]),
    // XML.
    ...cases(WORD, [
      '<password>*</password>',
      '<ns:password>*</ns:password>',
      '<password><![CDATA[*]]></password>',
      '<property name="db.password">*</property>',
      '<add key="password" value="*"/>',
      '&lt;password&gt;*&lt;/password&gt;',
      '\\u003cpassword\\u003e*\\u003c/password\\u003e',
    ]),
    // Files of npm and netrc.
    ...cases(RANDOM, ['//registry.example.com/:_authToken=*', '_auth=*', '_auth = "*"']),
    ...cases(WORD, ['//r.example.com/:_auth=*', '//r.example.com/:_password=*']),
    ...cases(WORD, ['machine h login y password *', 'machine h\n  login y\n  password *\n']),
    // JSON in JSON.
    ...cases(WORD, [
      '{\\"password\\":\\"*\\"}',
      '{\\\\\\"password\\\\\\":\\\\\\"*\\\\\\"}',
      'a\\u0026password=*\\u0026b=c',
    ]),
    // Options.
    ...cases(WORD, ['--password *', '--password "*"', '"--password", "*"', '--db-pass * -x']),
    ...cases(WORD, [
      'docker login -u a -p * r',
      'docker login r -p=*',
      'az login --service-principal -u x -p * --tenant t',
      'mysql -u root -p* db',
      'redis-cli -h h -a * ping',
    ]),
    // URLs.
    ...cases(`u:${WORD}`, ['https://*@h/', 'https:\\/\\/*@h\\/p', 'postgresql+asyncpg://*@h/db']),
  ])('$text', ({ text, shown }) => {
    expect(MASK.mask(text)).toBe(shown);
  });
});

/** Returns so many characters of a class, most of them those of the made-up secrets. */
function filled(characters: string, length: number): string {
  const expression = new RegExp(`^${characters}+$`);
  const core = [CORE, HEX_CORE, CAPITAL_CORE, SMALL_CORE].find((text) => expression.test(text));
  return (core ?? '0').repeat(length).slice(0, length);
}

describe('the policy finds each of its forms:', () => {
  test.each(
    POLICIES.secrets.forms.flatMap(({ kind, begins, of, at_least }) =>
      begins.map((begin) => ({ kind, begin, body: filled(of, at_least) })),
    ),
  )('$kind: $begin', ({ begin, body }) => {
    expect(MASK.mask(`failed: ${begin}${body} at 10:00`)).toBe(
      `failed: ${begin}${HIDDEN} at 10:00`,
    );
  });
});

describe('a private key without an end is hidden as far as it goes', () => {
  const begin = ['-----BEGIN RSA ', 'PRIVATE KEY-----'].join('');
  const end = ['-----END RSA ', 'PRIVATE KEY-----'].join('');
  const line = CORE.repeat(5);
  const rest = `E1120 10:00:00 x.go:1] the next line\n${'more text\n'.repeat(20_000)}`;

  test.each([
    ['in lines', `${begin}\n${`${line}\n`.repeat(20)}${CORE}==`],
    [
      'with headers',
      `${begin}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${CAPITAL_CORE}\n\n${line}\n${line}`,
    ],
    [
      'in lines of a log',
      `${begin}\n${`I1120 10:00:00.000000 1 x.go:12] ${line}\n`.repeat(20)}`.trimEnd(),
    ],
    ['with escaped line ends', `${begin}\\n${`${line}\\n`.repeat(20)}`.slice(0, -2)],
    ['alone', begin],
  ])('%s', (_, key) => {
    expect(MASK.mask(`a ${key}\n${rest}`)).toBe(`a ${HIDDEN}\n${rest}`);
  });

  test('also if the end of another key is far behind', () => {
    const other = `-\n${end}\nb`;
    expect(MASK.mask(`${begin}\n${line}\n${rest}${other}`)).toBe(
      `${HIDDEN}\n${rest}-\n${HIDDEN}\nb`,
    );
  });
});
