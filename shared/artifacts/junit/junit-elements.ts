import { bounded, BoundedText } from '../syntax/text/bounded-text.ts';
import type { Warnings } from '../syntax/warnings.ts';
import type { XmlHandler } from '../syntax/xml/scanner.ts';
import { MESSAGE_LIMIT, NAME_LIMIT } from './limits.ts';
import { Properties } from './properties.ts';
import { Fault, FAULTS, type FaultName, TestCase } from './test-case.ts';

const WANTED = new Set(['name', 'classname', 'time', 'status', 'message', 'type', 'value']);
const ROOTS = new Set(['testsuites', 'testsuite', 'testcase']);

type Attributes = ReadonlyMap<string, string>;

/** Role of an open element in the report. */
type Role = 'suite' | 'case' | 'fault' | 'text' | 'property' | 'other';

/** Builds test cases from the elements of a JUnit report, in any of the dialects that CI tools write. */
export class JUnitHandler implements XmlHandler {
  readonly wantedAttributes = WANTED;
  readonly suiteProperties = new Properties();
  root: string | undefined;
  /** Whether the document contains JUnit elements: its root is one, or it has suites directly below another root. */
  isJUnit = false;

  readonly #warnings: Warnings;
  readonly #onTestCase: (testCase: TestCase) => void;
  readonly #roles: Role[] = [];
  /** Path of each open suite: the names of the enclosing suites and its own. */
  readonly #suites: (string | null)[] = [];
  readonly #cases: TestCase[] = [];
  #caseCount = 0;
  readonly #faults: Fault[] = [];
  #property: { name: string; value: string | undefined; text: BoundedText } | undefined;

  constructor(warnings: Warnings, onTestCase: (testCase: TestCase) => void) {
    this.#warnings = warnings;
    this.#onTestCase = onTestCase;
  }

  get wantsText(): boolean {
    const role = this.#roles.at(-1);
    return role === 'fault' || role === 'text' || role === 'property';
  }

  startElement(name: string, attributes: Attributes): void {
    if (this.root === undefined) {
      this.root = name;
      this.isJUnit = ROOTS.has(name);
    } else if (!this.isJUnit && name === 'testsuite' && this.#roles.length === 1) {
      this.isJUnit = true;
      this.#warnings.add(`suites inside of <${bounded(this.root, NAME_LIMIT)}>`);
    }
    this.#roles.push(this.isJUnit ? this.#open(name, attributes) : 'other');
  }

  endElement(): void {
    switch (this.#roles.pop()) {
      case 'suite':
        this.#suites.pop();
        break;
      case 'case':
        this.#endCase();
        break;
      case 'fault':
        this.#endFault();
        break;
      case 'property':
        this.#endProperty();
        break;
      case 'text':
      case 'other':
      case undefined:
    }
  }

  text(text: string): void {
    (this.#property?.text ?? this.#faults.at(-1)?.text)?.append(text);
  }

  #open(name: string, attributes: Attributes): Role {
    const parent = this.#roles.at(-1);
    switch (name) {
      case 'testsuite':
        this.#openSuite(attributes.get('name') ?? '');
        return 'suite';
      case 'testcase':
        this.#caseCount++;
        this.#cases.push(
          new TestCase(
            { ordinal: this.#caseCount, suite: this.#suites.at(-1) ?? null, attributes },
            this.#warnings,
          ),
        );
        return 'case';
      case 'property':
        return this.#openProperty(attributes);
      case 'stackTrace':
        return parent === 'fault' ? 'text' : 'other';
      default:
        return parent === 'case' && isFault(name) ? this.#openFault(name, attributes) : 'other';
    }
  }

  #openFault(name: FaultName, attributes: Attributes): Role {
    this.#faults.push(new Fault(name, attributes));
    return 'fault';
  }

  #endFault(): void {
    const fault = this.#faults.pop();
    if (fault !== undefined) this.#cases.at(-1)?.add(fault, this.#warnings);
  }

  #openProperty(attributes: Attributes): Role {
    const name = attributes.get('name');
    if (name === undefined) return 'other';
    this.#property = { name, value: attributes.get('value'), text: new BoundedText(MESSAGE_LIMIT) };
    return 'property';
  }

  #endProperty(): void {
    if (this.#property === undefined) return;
    const { name, value, text } = this.#property;
    const owner = this.#cases.at(-1)?.properties ?? this.suiteProperties;
    owner.set(name, value ?? text.toString(), this.#warnings);
    this.#property = undefined;
  }

  #endCase(): void {
    const testCase = this.#cases.pop();
    if (testCase !== undefined) this.#onTestCase(testCase);
  }

  #openSuite(name: string): void {
    const around = this.#suites.at(-1) ?? null;
    const path = [around, name].filter((part) => part !== null && part !== '').join(' > ');
    this.#suites.push(path === '' ? null : bounded(path, NAME_LIMIT));
  }
}

function isFault(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}
