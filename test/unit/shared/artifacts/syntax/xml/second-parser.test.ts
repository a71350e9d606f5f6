import { expect, test } from 'vitest';
import { DOMParser, Node, type Element } from '@xmldom/xmldom';
import fc from 'fast-check';
import { Warnings } from '../../../../../../shared/artifacts/syntax/warnings.ts';
import type { XmlAttributes } from '../../../../../../shared/artifacts/syntax/xml/attributes.ts';
import { readDocument } from '../../../../../../shared/artifacts/syntax/xml/read-document.ts';
import { budget } from '../../../../../support/budget.ts';
import { inPieces } from '../../../../../support/bytes.ts';

/** What a document says: names of elements with their attributes, texts and ends, in their order. */
type Events = readonly string[];

const WANTED = ['name', 'message'];
const LIMIT = { head: 1024 ** 2, tail: 0 };

/** Returns the events of the scanner; `undefined` if it complains about anything. */
async function scanned(document: string): Promise<Events | undefined> {
  const events: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') events.push(`text ${text}`);
    text = '';
  };
  const handler = {
    wantedAttributes: new Map(WANTED.map((name) => [name, LIMIT])),
    wantsText: true,
    startElement: (name: string, attributes: XmlAttributes) => {
      flush();
      events.push(startOf(name, (attribute) => attributes.get(attribute) ?? null));
    },
    endElement: () => {
      flush();
      events.push('end');
    },
    text: (piece: string) => {
      text += piece;
    },
  };
  const warnings = new Warnings();
  const reading = readDocument(inPieces(document), handler, { warnings, isOfKind: () => true });
  let result = await reading.next();
  while (result.done !== true) result = await reading.next();
  return result.value === undefined && warnings.list().length === 0 ? events : undefined;
}

/** Returns the events of the other parser; `undefined` if it complains about anything. */
function parsedByOther(document: string): Events | undefined {
  let complaints = 0;
  const parser = new DOMParser({
    onError: () => {
      complaints++;
    },
  });
  try {
    const { documentElement } = parser.parseFromString(document, 'text/xml');
    return complaints > 0 || documentElement === null ? undefined : eventsOf(documentElement);
  } catch {
    return undefined;
  }
}

function eventsOf(element: Element): Events {
  const events = [startOf(element.nodeName, (name) => element.getAttribute(name))];
  let text = '';
  const flush = (): void => {
    if (text !== '') events.push(`text ${text}`);
    text = '';
  };
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE || child.nodeType === Node.CDATA_SECTION_NODE) {
      text += child.nodeValue ?? '';
    } else if (child.nodeType === Node.ELEMENT_NODE) {
      flush();
      events.push(...eventsOf(child as Element));
    }
  }
  flush();
  return [...events, 'end'];
}

function startOf(name: string, valueOf: (attribute: string) => string | null): string {
  const attributes = WANTED.map((attribute) => `${attribute}=${valueOf(attribute) ?? '(none)'}`);
  return `start ${name} ${attributes.join(' ')}`;
}

const text = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'Z',
        ' ',
        '\t',
        '\n',
        '\r\n',
        '\r',
        'é',
        '日',
        '😀',
        '&lt;',
        '&gt;',
        '&amp;',
        '&quot;',
        '&apos;',
      ],
      ...[
        '&#65;',
        '&#x1F600;',
        '&#10;',
        '&#13;',
        '&#9;',
        ']]',
        ' >',
        ';',
        '#',
        '-',
        '--',
        '?',
        '!',
        '/',
        '=',
      ],
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const attribute = fc
  .tuple(fc.constantFrom('name', 'message', 'time', 'x.y'), text, fc.constantFrom('"', "'"))
  .map(([name, value, quote]) => ({ name, written: `${name}=${quote}${value}${quote}` }));

const attributes = fc
  .uniqueArray(attribute, { maxLength: 3, selector: ({ name }) => name })
  .map((list) => list.map(({ written }) => ` ${written}`).join(''));

const other = fc.constantFrom(
  '<![CDATA[a < b & c ]] > d]]>',
  '<![CDATA[]]>',
  '<![CDATA[x]]]]><![CDATA[>y\r\nz]]>',
  '<!-- <a> & - -->',
  '<?target some data?>',
);

/** Documents that are well-formed, with elements of JUnit. */
const { document } = fc.letrec<{ element: string; document: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom('testsuite', 'testcase', 'failure', 'system-out', 'a:b'),
      attributes,
      fc.array(fc.oneof({ depthSize: 'small' }, text, other, tie('element')), { maxLength: 4 }),
    )
    .map(([name, written, content]) =>
      content.length === 0
        ? `<${name}${written}/>`
        : `<${name}${written}>${content.join('')}</${name}>`,
    ),
  document: fc
    .tuple(fc.constantFrom('', '<?xml version="1.0"?>\n', '<!-- c -->\r\n'), tie('element'))
    .map(([head, element]) => `${head}${element.replaceAll('a:b', 'ab')}`),
}));

test('another parser reads the same elements, attributes and texts', async () => {
  await fc.assert(
    fc.asyncProperty(document, async (written) => {
      const events = await scanned(written);
      expect(events).toBeDefined();
      expect(events).toEqual(parsedByOther(written));
    }),
    { numRuns: budget(3000), seed: 1 },
  );
});

test('of documents with a random change, what both accept is read the same', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(
      document,
      fc.nat(),
      fc.constantFrom('', '<', '>', '&', '"', "'", '/', ']', '!', '=', ' ', 'x', '\n', '\u00e9'),
      async (written, position, inserted) => {
        const characters = Array.from(written);
        characters[position % characters.length] = inserted;
        const changed = characters.join('');
        const [events, others] = [await scanned(changed), parsedByOther(changed)];
        if (events === undefined || others === undefined) return;
        accepted++;
        expect(events).toEqual(others);
      },
    ),
    { numRuns: budget(5000), seed: 2 },
  );
  expect(accepted).toBeGreaterThan(budget(5000) / 10);
});
