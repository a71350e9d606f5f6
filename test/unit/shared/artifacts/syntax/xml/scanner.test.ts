import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { UnreadableArtifactError } from '../../../../../../shared/errors.ts';
import { Utf8Decoder } from '../../../../../../shared/artifacts/syntax/bytes/utf8-decoder.ts';
import { Warnings } from '../../../../../../shared/artifacts/syntax/warnings.ts';
import { XmlDamage } from '../../../../../../shared/artifacts/syntax/xml/damage.ts';
import type { XmlAttributes } from '../../../../../../shared/artifacts/syntax/xml/attributes.ts';
import { XmlScanner } from '../../../../../../shared/artifacts/syntax/xml/scanner.ts';
import { ANY_CHARACTER } from '../../../../../support/any-character.ts';
import { budget } from '../../../../../support/budget.ts';

const LIMIT = { head: 12 * 1024, tail: 4 * 1024 };

/** Returns all events and warnings of a scanner that reads a document in pieces. */
function scan(pieces: readonly Uint8Array[]): readonly unknown[] {
  const events: unknown[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') events.push(text);
    text = '';
  };
  const handler = {
    wantedAttributes: new Map(['name', 'message'].map((name) => [name, LIMIT])),
    wantsText: true,
    startElement: (name: string, attributes: XmlAttributes) => {
      flush();
      events.push([`<${name}>`, ...attributes]);
    },
    endElement: (name: string) => {
      flush();
      events.push(`</${name}>`);
    },
    text: (piece: string) => {
      text += piece;
    },
  };
  const warnings = new Warnings();
  const scanner = new XmlScanner(handler, warnings);
  const decoder = new Utf8Decoder(0, warnings);
  let last = 0;
  const write = (bytes: Uint8Array, isLast: boolean): void => {
    const piece = decoder.decode(bytes, isLast);
    last = piece.byteOffset;
    for (let hasMore = scanner.write(piece); hasMore; hasMore = scanner.resume());
  };
  try {
    for (const piece of pieces) write(piece, false);
    write(Buffer.alloc(0), true);
    scanner.end();
  } catch (error) {
    flush();
    if (error instanceof XmlDamage) {
      const at = /^(cut off|no XML element|incomplete markup)/.test(error.message)
        ? 'end'
        : last + error.index;
      events.push(['damage', error.message, at]);
    } else if (error instanceof UnreadableArtifactError) events.push(['refused', error.message]);
    else throw error;
  }
  flush();
  return [...events, [...warnings.list()].sort()];
}

/** Returns the bytes of a document in pieces of a size. */
function inPiecesOf(size: number, document: string): readonly Uint8Array[] {
  const bytes = Buffer.from(document);
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

const DOCUMENTS = [
  '<a/>',
  '<?xml version="1.0" encoding="UTF-8"?>\n<!-- c > --><a name="x &amp; y"><b>t&lt;&#65;&#x42;</b><![CDATA[<z>]]]]><![CDATA[>]]></a>\n',
  "<!DOCTYPE a SYSTEM 'x.dtd' [<!ELEMENT a (b)> <!-- > --> ]><a message='1 > 0'\n name = \"q\"/>",
  '<p:a xmlns:p="u"><p:b name="1" name="2"/></p:a>',
  'make: entering\n<a>x]]>y & z &nbsp; <b message="a<b && c"/></a>',
  '<a>cut &am',
  '<a name="cut',
  '<a><![CDATA[cut]',
  '<a><b></a>',
  '<a></a>\ntrailing',
  '<a></a><b/>',
  '<a name=bare/>',
  '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
  '<a name="1"message="2"/>',
  'a\r\n<a name="x\r\ny\rz\t&#10;">1\r\n2\r3]]\r<![CDATA[\r\n\r]]\r]]></a>\r',
  '<a name="&#000000065;&#x0000042;&toolong; &#">&#00065;&#x;</a>',
  '<!-- a -- b ---><?x y?><a><!----></a><? z?>',
  '<a><err[or/></a>',
  '<a b[="x"/>',
  '',
  'no xml at all',
] as const;

describe('the size of the pieces does not matter', () => {
  test.each(DOCUMENTS)('%j', (document) => {
    const whole = scan([Buffer.from(document)]);
    for (let size = 1; size <= document.length; size++) {
      expect(scan(inPiecesOf(size, document))).toEqual(whole);
    }
  });

  test('for any document', () => {
    const markup = fc.constantFrom(
      '<a>',
      '</a>',
      '<b ',
      'name="',
      '"',
      '/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&#0065;',
      '\r',
      '\n',
      '--',
      '&',
      ';',
      '<?',
      '?>',
      'x',
      ' ',
      ']',
      '<',
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(markup, { maxLength: 6 }).map((parts) => parts.join('')),
          { maxLength: 8 },
        ),
        (pieces) => {
          const whole = scan([Buffer.from(pieces.join(''))]);
          expect(scan(pieces.map((piece) => Buffer.from(piece)))).toEqual(whole);
        },
      ),
      { numRuns: budget(500) },
    );
  });

  test('and any text leads to damage or rejection at most', () => {
    fc.assert(
      fc.property(fc.string({ unit: ANY_CHARACTER }), (text) => {
        expect(scan([Buffer.from(text)])).toBeDefined();
      }),
      { numRuns: budget(200) },
    );
    fc.assert(
      fc.property(fc.string({ unit: ANY_CHARACTER }), (text) => {
        expect(scan([Buffer.from(`<a>${text}`)])).toBeDefined();
      }),
      { numRuns: budget(200) },
    );
  });
});

describe('documents and their events', () => {
  test.each([
    ['<a name="x &amp; &quot;y&quot;"/>', [['<a>', ['name', 'x & "y"']], '</a>', []]],
    ['<a>&#x1F600;&#65;</a>', [['<a>'], '😀A', '</a>', []]],
    ['<a>a<!-- no -->b<![CDATA[<c>]]></a>', [['<a>'], 'ab<c>', '</a>', []]],
    ['<a>&#0;&#27;</a>', [['<a>'], '\ufffd\ufffd', '</a>', ['control characters were replaced']]],
    ['<a other="x"/>', [['<a>'], '</a>', []]],
    [`<a>&#${'0'.repeat(200)}65;</a>`, [['<a>'], 'A', '</a>', []]],
    [
      '<a><b name="1"/><b names="2" name="3"/><bc name="4"/></a>',
      [
        ['<a>'],
        ['<b>', ['name', '1']],
        '</b>',
        ['<b>', ['name', '3']],
        '</b>',
        ['<bc>', ['name', '4']],
        '</bc>',
        '</a>',
        [],
      ],
    ],
    ['<a name="1\r\n2&#10;">\r\n\r</a>', [['<a>', ['name', '1 2\n']], '\n\n', '</a>', []]],
    [
      `<a name='x" message="y'><b name="x" message="y"/></a>`,
      [
        ['<a>', ['name', 'x" message="y']],
        ['<b>', ['name', 'x'], ['message', 'y']],
        '</b>',
        '</a>',
        [],
      ],
    ],
    [
      `<a name="it's"><b name='it's'/></a>`,
      [
        ['<a>', ['name', "it's"]],
        ['damage', 'an attribute of <b> that has no value', 27],
        ['attributes without a blank between them'],
      ],
    ],
  ])('%s', (document, events) => {
    expect(scan([Buffer.from(document)])).toEqual(events);
  });

  test.each([
    ['<a>'.repeat(1001), 'elements nested more than 1000 deep'],
    [
      `<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]><a/>`,
      'the document declares entities',
    ],
    [
      `<!DOCTYPE a [${' '.repeat(70_000)}`,
      'the document type declaration is longer than 65536 characters',
    ],
    [`x${' x'.repeat(70_000)}`, 'not XML'],
  ])('%.40s… is refused', (document, reason) => {
    expect(scan([Buffer.from(document)])).toContainEqual(['refused', reason]);
  });
});
