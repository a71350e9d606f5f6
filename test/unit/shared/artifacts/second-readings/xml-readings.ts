import { DOMParser, type Element } from '@xmldom/xmldom';
import { CountingFile } from './counted-file.ts';

/** A report as another parser of XML and the documentation of its format read it. */
export type XmlReading = ReadonlyMap<string, CountingFile>;

/** Returns the root element of a document; `undefined` if the other parser complains about anything. */
export function rootOf(document: string): Element | undefined {
  let complaints = 0;
  const parser = new DOMParser({
    onError: () => {
      complaints++;
    },
  });
  try {
    const { documentElement } = parser.parseFromString(document, 'text/xml');
    return complaints > 0 ? undefined : (documentElement ?? undefined);
  } catch {
    return undefined;
  }
}

function elementsIn(element: Element, name: string): readonly Element[] {
  return [...element.getElementsByTagName(name)];
}

/** Returns the elements of a name that are directly in elements of another one. */
function childrenOf(element: Element, list: string, name: string): readonly Element[] {
  return elementsIn(element, name).filter(
    ({ parentNode }) => parentNode?.nodeName === list && parentNode.parentNode === element,
  );
}

/**
 * Returns the number of an attribute; 0 if it is absent.
 *
 * @throws RangeError if it is no number of the documentation
 */
function numberIn(element: Element, name: string): number {
  const written = element.getAttribute(name) ?? '0';
  const number = Number(written);
  if (!/^\s*\d+\s*$/.test(written) || !Number.isSafeInteger(number)) throw new RangeError(written);
  return number;
}

function fileAt(files: Map<string, CountingFile>, path: string): CountingFile {
  const file = files.get(path) ?? new CountingFile();
  files.set(path, file);
  return file;
}

function raise<Key>(counts: Map<Key, number>, key: Key, hits: number): void {
  counts.set(key, Math.max(counts.get(key) ?? 0, hits));
}

/** Adds the branches of a line, of which the report only tells how many there are and how many ran. */
function addBranches(
  { branches }: CountingFile,
  line: number,
  { covered, total }: { readonly covered: number; readonly total: number },
): void {
  for (let arm = 0; arm < total; arm++) {
    const before = branches.get(`${line} ${arm}`)?.hits ?? 0;
    branches.set(`${line} ${arm}`, { line, hits: Math.max(before, arm < covered ? 1 : 0) });
  }
}

/** Reads Cobertura, after coverage-04.dtd: the lines of classes, which are in files, and their methods. */
export function coberturaReading(root: Element): XmlReading {
  const files = new Map<string, CountingFile>();
  for (const ofClass of elementsIn(root, 'class')) {
    const file = fileAt(files, ofClass.getAttribute('filename') ?? '');
    for (const line of childrenOf(ofClass, 'lines', 'line')) {
      const at = numberIn(line, 'number');
      raise(file.lines, at, numberIn(line, 'hits'));
      const [, covered, total] =
        /\((\d+)\/(\d+)\)/.exec(line.getAttribute('condition-coverage') ?? '') ?? [];
      addBranches(file, at, { covered: Number(covered ?? 0), total: Number(total ?? 0) });
    }
    for (const method of childrenOf(ofClass, 'methods', 'method')) {
      const lines = childrenOf(method, 'lines', 'line');
      const [, hits = []] = ['number', 'hits'].map((name) =>
        lines.map((line) => numberIn(line, name)),
      );
      const names = ['name', 'signature'].map((name) => method.getAttribute(name));
      const key = [ofClass.getAttribute('name'), ...names].join(' ');
      raise(file.functions, key, Math.max(0, ...hits));
    }
  }
  return files;
}

/** Reads JaCoCo, after report.dtd: the lines of source files, and the methods of the classes in the same package. */
export function jacocoReading(root: Element): XmlReading {
  const files = new Map<string, CountingFile>();
  for (const ofPackage of elementsIn(root, 'package')) {
    const pathOf = (name: string | null): string =>
      `${ofPackage.getAttribute('name') ?? ''}/${name ?? ''}`;
    for (const source of elementsIn(ofPackage, 'sourcefile')) {
      const file = fileAt(files, pathOf(source.getAttribute('name')));
      for (const line of elementsIn(source, 'line')) {
        const [at, covered] = [numberIn(line, 'nr'), numberIn(line, 'ci')];
        if (numberIn(line, 'mi') + covered > 0) raise(file.lines, at, covered > 0 ? 1 : 0);
        const branches = numberIn(line, 'cb');
        addBranches(file, at, { covered: branches, total: branches + numberIn(line, 'mb') });
      }
    }
    for (const method of elementsIn(ofPackage, 'method')) {
      const ofClass = method.parentNode as Element;
      const file = fileAt(files, pathOf(ofClass.getAttribute('sourcefilename')));
      const counter = elementsIn(method, 'counter').find(
        (one) => one.getAttribute('type') === 'METHOD',
      );
      const names = [
        ofClass.getAttribute('name'),
        ...['name', 'desc'].map((name) => method.getAttribute(name)),
      ];
      if (counter !== undefined && numberIn(counter, 'missed') >= 0)
        raise(file.functions, names.join(' '), numberIn(counter, 'covered') > 0 ? 1 : 0);
    }
  }
  return files;
}

/** Reads Clover, after clover.xsd: the lines of files by their type. */
export function cloverReading(root: Element): XmlReading {
  const files = new Map<string, CountingFile>();
  for (const ofFile of elementsIn(root, 'file')) {
    const file = fileAt(files, ofFile.getAttribute('path') ?? '');
    for (const line of elementsIn(ofFile, 'line')) {
      const [at, count] = [numberIn(line, 'num'), numberIn(line, 'count')];
      const [whenTrue, whenFalse] = [numberIn(line, 'truecount'), numberIn(line, 'falsecount')];
      const type = line.getAttribute('type');
      if (type === 'stmt') raise(file.lines, at, count);
      if (type === 'method')
        raise(file.functions, `${at} ${line.getAttribute('name') ?? ''}`, count);
      if (type !== 'cond') continue;
      raise(file.lines, at, whenTrue + whenFalse);
      for (const [arm, hits] of [whenTrue, whenFalse].entries()) {
        const before = file.branches.get(`${at} ${arm}`)?.hits ?? 0;
        file.branches.set(`${at} ${arm}`, { line: at, hits: Math.max(before, hits) });
      }
    }
  }
  return files;
}
