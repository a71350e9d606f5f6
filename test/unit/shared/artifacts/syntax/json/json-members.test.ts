import { describe, expect, test } from 'vitest';
import {
  JsonMembers,
  type Treatment,
} from '../../../../../../shared/artifacts/syntax/json/json-members.ts';
import { DamagedArtifactError } from '../../../../../../shared/errors.ts';

type Member = readonly [path: string, value: unknown];

interface Reading {
  readonly members: readonly Member[];
  readonly damage?: string;
  readonly byteOffset: number;
}

/** Enters the root, `list` and what is in it, and `map`; passes over `skipped`, and takes all else. */
function treatmentOf(path: readonly string[]): Treatment {
  const [first] = path;
  if (first === 'skipped') return 'skip';
  const isEntered =
    path.length === 0 || (path.length === 1 && (first === 'list' || first === 'map'));
  return isEntered || (first === 'list' && path.length === 2) ? 'enter' : 'take';
}

function read(pieces: readonly Uint8Array[]): Reading {
  const members: Member[] = [];
  const reader = new JsonMembers({
    treatmentOf,
    member: (path, value) => members.push([path.join('/'), value]),
  });
  try {
    for (const piece of pieces) reader.push(piece);
    reader.end();
  } catch (error) {
    if (!(error instanceof DamagedArtifactError)) throw error;
    return { members, damage: error.message, byteOffset: reader.byteOffset };
  }
  return { members, byteOffset: reader.byteOffset };
}

const DOCUMENT = ` {"a": [1, {"b": "}]\\"\\\\"}], "é\\u00fc\\n": -1.5e3 ,"skipped":{"x":[1,"]"]},
"list":[{"n":null,"t":true},{}, {"deep":{"list":[]}}, 7, "x"],"map":{"k":"v","__proto__":{"p":1}},"":"" } `;

const MEMBERS: readonly Member[] = [
  ['a', [1, { b: '}]"\\' }]],
  ['éü\n', -1500],
  ['list/0/n', null],
  ['list/0/t', true],
  ['list/2/deep', { list: [] }],
  ['map/k', 'v'],
  ['map/__proto__', { p: 1 }],
  ['', ''],
];

describe('a document', () => {
  test('is handed out member by member', () => {
    const bytes = Buffer.from(DOCUMENT);
    expect(read([bytes])).toEqual({ members: MEMBERS, byteOffset: bytes.length });
  });

  test('in any two pieces is read alike', () => {
    const bytes = Buffer.from(DOCUMENT);
    for (let at = 0; at <= bytes.length; at++) {
      const pieces = [bytes.subarray(0, at), bytes.subarray(at)];
      expect({ at, ...read(pieces) }).toEqual({
        at,
        members: MEMBERS,
        byteOffset: bytes.length,
      });
    }
  });

  test('byte by byte is read alike', () => {
    const bytes = Buffer.from(DOCUMENT);
    const pieces = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
    expect(read(pieces).members).toEqual(MEMBERS);
  });

  test('cut off anywhere is damaged, and has the members before', () => {
    const bytes = Buffer.from(DOCUMENT);
    const end = Buffer.from(DOCUMENT.trimEnd()).length;
    for (let length = 0; length < end; length++) {
      const { members, damage, byteOffset } = read([bytes.subarray(0, length)]);
      expect({ length, damage, byteOffset }).toEqual({
        length,
        damage: length < 2 ? 'no JSON' : 'cut off inside of a JSON document',
        byteOffset: length,
      });
      expect(members).toEqual(MEMBERS.slice(0, members.length));
    }
  });
});

describe('damage is found at its byte', () => {
  test.each([
    ['{"a":1,"b":tru}', [['a', 1]], 14],
    ['{"a":1]', [['a', 1]], 6],
    ['{"a":1} x', [['a', 1]], 8],
    ['{"a":1}{"b":2}', [['a', 1]], 7],
    ['{a:1}', [], 1],
    ['{"\\x":1}', [], 5],
    [']', [], 0],
    ['{"list":[{"x":1}}', [['list/0/x', 1]], 16],
    ['{"a":1 "b":2}', [], 10],
    ['{"a":[1] "b":2}', [['a', [1]]], 9],
    ['{"a" 1}', [], 5],
    ['{"a"::1}', [], 5],
    ['{"a":1,,"b":2}', [['a', 1]], 7],
    ['{"a":1,}', [['a', 1]], 7],
    ['{,"a":1}', [], 1],
    ['{"list":[{"x":1} {"y":2}]}', [['list/0/x', 1]], 17],
    ['{"list":[{"x":1}:{"y":2}]}', [['list/0/x', 1]], 16],
    ['{"a":"x""b":2}', [['a', 'x']], 8],
    ['{"list":[{},]}', [], 12],
    ['{"list":{"a":1},"a"}', [], 19],
    ['x{"a":1}', [], 8],
  ] as const)('%s', (text, members, byteOffset) => {
    const bytes = Buffer.from(text);
    const damage = `not JSON at byte ${byteOffset}`;
    for (let at = 0; at <= bytes.length; at++) {
      const pieces = [bytes.subarray(0, at), bytes.subarray(at)];
      expect(read(pieces)).toEqual({ members, damage, byteOffset });
    }
  });
});

test.each(['', ' ', '7', 'null', 'nothing'])('%j, which has no members, is damage', (text) => {
  expect(read([Buffer.from(text)])).toMatchObject({ members: [] });
  expect(read([Buffer.from(text)]).damage).toBeDefined();
});
