import type { XmlAttributes } from '../syntax/xml/attributes.ts';
import { bounded, BoundedText } from '../syntax/text/bounded-text.ts';
import { Stack } from '../syntax/stack.ts';
import type { Warnings } from '../syntax/warnings.ts';
import type { WantedAttributes } from '../syntax/xml/name-table.ts';
import type { XmlHandler } from '../syntax/xml/scanner.ts';
import { DeclaredCounts } from './declared-counts.ts';
import { Properties } from './properties.ts';
import { OpenSuites, SUITE_CASE_NAME } from './suites.ts';
import { Fault, type FaultName } from './fault.ts';
import {
  openTestCase,
  type ReportContext,
  type TestCase,
  type TestCaseStart,
} from './test-case.ts';

const ROOTS = new Set(['testsuites', 'testsuite', 'testcase']);
/** Elements that may be in a `testsuites` element. */
const PARTS = new Set([
  'testsuite',
  'testcase',
  'properties',
  'property',
  'system-out',
  'system-err',
  'error',
  'failure',
  'skipped',
]);
/** Errors, failures and skips that may be directly in a suite. */
const SUITE_FAULTS: ReadonlySet<string> = new Set<FaultName>(['error', 'failure', 'skipped']);

/** Role of an open element in the report. */
type Role = 'suites' | 'suite' | 'case' | 'fault' | 'text' | 'property' | 'other';

/** Builds test cases from the elements of a JUnit report, in any of the dialects that CI tools write. */
export class JUnitHandler implements XmlHandler {
  readonly wantedAttributes: WantedAttributes;
  readonly suiteProperties = new Properties();
  root: string | undefined;
  /** Whether the document contains JUnit elements: its root is one, or it has suites directly below another root. */
  isJUnit = false;

  readonly #warnings: Warnings;
  readonly #onTestCase: (testCase: TestCase) => void;
  readonly #roles = new Stack<Role>();
  readonly #suites: OpenSuites;
  readonly #counts = new DeclaredCounts();
  readonly #context: ReportContext;
  /** First element in `testsuites` that does not belong there. */
  #foreign: string | undefined;
  #hasSuites = false;
  readonly #cases = new Stack<TestCase>();
  #caseCount = 0;
  readonly #faults = new Stack<Fault>();
  #property: { name: string; value: string | undefined; text: BoundedText } | undefined;

  constructor(
    warnings: Warnings,
    context: ReportContext,
    onTestCase: (testCase: TestCase) => void,
  ) {
    this.#warnings = warnings;
    this.#context = context;
    this.wantedAttributes = context.texts.attributes;
    this.#suites = new OpenSuites(context.texts);
    this.#onTestCase = onTestCase;
  }

  /** First element in `testsuites` that does not belong there, if the report has neither suites nor test cases. */
  get foreign(): string | undefined {
    return this.#hasSuites || this.#caseCount > 0 ? undefined : this.#foreign;
  }

  /** Ends a report, which may be damaged: the failures of suites that are still open are not lost. */
  finish(): void {
    while (this.#roles.size > 0) {
      const role = this.#roles.pop();
      if (role === 'suite' || role === 'suites') this.#report(this.#suites.close());
    }
    this.#counts.addWarnings(this.#warnings);
  }

  get wantsText(): boolean {
    const role = this.#roles.top;
    return role === 'fault' || role === 'text' || role === 'property';
  }

  startElement(name: string, attributes: XmlAttributes): void {
    if (this.root === undefined) {
      this.root = name;
      this.isJUnit = ROOTS.has(name);
    } else if (!this.isJUnit && name === 'testsuite' && this.#roles.size === 1) {
      this.isJUnit = true;
      this.#warnings.add(`suites inside of <${bounded(this.root, this.#context.texts.nameLimit)}>`);
    }
    this.#roles.push(this.isJUnit ? this.#open(name, attributes) : 'other');
  }

  endElement(): void {
    switch (this.#roles.pop()) {
      case 'suite':
      case 'suites':
        this.#report(this.#suites.close());
        this.#counts.close();
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
    (this.#property?.text ?? this.#faults.top?.text)?.append(text);
  }

  #open(name: string, attributes: XmlAttributes): Role {
    const parent = this.#roles.top;
    if (parent === 'suites' && !PARTS.has(name)) this.#foreign ??= name;
    switch (name) {
      case 'testcase':
        return this.#openCase(attributes);
      case 'testsuites':
        return parent === undefined ? this.#openSuites(attributes) : 'other';
      case 'testsuite':
        return this.#openSuite(attributes);
      case 'property':
        return this.#openProperty(attributes);
      case 'stackTrace':
        return parent === 'fault' ? 'text' : 'other';
      case 'skipped':
      case 'failure':
      case 'error':
      case 'rerunFailure':
      case 'rerunError':
      case 'flakyFailure':
      case 'flakyError':
        return mayHold(parent, name) ? this.#openFault(name, attributes) : 'other';
      default:
        return 'other';
    }
  }

  #openSuites(attributes: XmlAttributes): Role {
    this.#suites.openRoot();
    this.#context.durations.note(attributes.get('time'));
    this.#counts.open(attributes);
    return 'suites';
  }

  #openSuite(attributes: XmlAttributes): Role {
    this.#hasSuites = true;
    this.#suites.open(attributes);
    this.#context.durations.note(attributes.get('time'));
    this.#counts.open(attributes);
    return 'suite';
  }

  #openCase(attributes: XmlAttributes): Role {
    this.#cases.push(this.#newCase({ suite: this.#suites.current, attributes }));
    return 'case';
  }

  #newCase(start: Omit<TestCaseStart, 'ordinal'>): TestCase {
    this.#caseCount++;
    const { suite, attributes, kind } = start;
    return openTestCase({ ordinal: this.#caseCount, suite, attributes, kind }, this.#context);
  }

  #openFault(name: FaultName, attributes: XmlAttributes): Role {
    this.#faults.push(new Fault(name, attributes, this.#context));
    return 'fault';
  }

  #endFault(): void {
    const fault = this.#faults.pop();
    if (fault === undefined) return;
    const owner = this.#roles.top === 'case' ? this.#cases.top : this.#suiteCase();
    owner?.add(fault, this.#warnings);
  }

  /** Returns the test case for failures of the innermost suite itself: its class is the suite's name. */
  #suiteCase(): TestCase {
    return this.#suites.ownCase((suite) => {
      const names = [
        ['name', SUITE_CASE_NAME],
        ['classname', suite.name ?? ''],
      ] as const;
      return this.#newCase({ suite, attributes: new Map(names), kind: 'suite' });
    });
  }

  #openProperty(attributes: XmlAttributes): Role {
    const name = attributes.get('name');
    if (name === undefined) return 'other';
    this.#property = {
      name,
      value: attributes.get('value'),
      text: new BoundedText(this.#context.texts.messageLimit),
    };
    return 'property';
  }

  #endProperty(): void {
    if (this.#property === undefined) return;
    const { name, value, text } = this.#property;
    const openCase = this.#cases.top;
    const written = value ?? text.toString();
    if (openCase === undefined) {
      this.suiteProperties.set(name, written, this.#warnings);
      this.#suites.addProperty(name, written);
    } else openCase.addProperty(name, written, this.#warnings);
    this.#property = undefined;
  }

  #endCase(): void {
    this.#report(this.#cases.pop());
  }

  #report(testCase: TestCase | undefined): void {
    if (testCase === undefined) return;
    if (testCase.hasShortenedName) this.#warnings.add('a long name was shortened');
    if (testCase.isContradictory) {
      this.#warnings.add(
        'attributes and elements of a test case contradict each other: elements count',
      );
    }
    this.#counts.add(testCase);
    this.#onTestCase(testCase);
  }
}

/** Returns whether an element of a report may have an error, failure, skip or re-run as a child. */
function mayHold(parent: Role | undefined, name: string): boolean {
  return (
    parent === 'case' || ((parent === 'suite' || parent === 'suites') && SUITE_FAULTS.has(name))
  );
}
