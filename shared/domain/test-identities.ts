import { caseKind, type CaseKind } from './case-kind.ts';
import type { MaskText } from './secrets/secret-mask.ts';
import { testId, type TestCaseName } from './test-case.ts';

/** What follows from the names of a test case alone. */
export interface TestIdentity extends TestCaseName {
  readonly test_id: string;
  readonly case_kind: CaseKind;
}

/** An identity that is remembered, in one object, since there are many. */
class KnownTest implements TestIdentity {
  readonly suite: string | null;
  readonly class_name: string | null;
  readonly test_name: string;
  readonly test_id: string;
  readonly case_kind: CaseKind;
  /** The name as the report writes it; the test itself if nothing is hidden of its name. */
  readonly #written: TestCaseName;
  #next: KnownTest | undefined;

  constructor(written: TestCaseName, shown: TestCaseName) {
    this.suite = shown.suite;
    this.class_name = shown.class_name;
    this.test_name = shown.test_name;
    this.test_id = testId(shown);
    this.case_kind = caseKind(shown);
    this.#written = isSame(written, shown) ? this : { ...written };
  }

  /** Returns this test case if a report writes its name like this. */
  ifWritten(name: TestCaseName): KnownTest | undefined {
    return isSame(this.#written, name) ? this : undefined;
  }

  /** The test case that was asked for after this one the last time: most reports have the same order. */
  get next(): KnownTest | undefined {
    return this.#next;
  }

  set next(next: KnownTest | undefined) {
    this.#next = next;
  }
}

/** The names that the test cases of one class in one suite have in common. */
type ClassName = Omit<TestCaseName, 'test_name'>;

/** The test cases of one class in one suite. They share its names, which may be long. */
interface TestClass {
  readonly written: ClassName;
  readonly shown: ClassName;
  /** By their own names. */
  readonly tests: Map<string, KnownTest>;
}

/** Maximum number of test cases that are remembered, and maximum length of their names together. */
const MAX_TESTS = 65_536;
const MAX_CHARACTERS = 8 * 1024 ** 2;

/** Stands for a name that is missing: XML allows no such character. */
const NO_NAME = '\u0001';

/**
 * Remembers the identities of test cases, since builds run the same ones again and again, and masking and hashing a name
 * takes longer than reading its element.
 */
export class TestIdentities {
  readonly #classes = new Map<string, TestClass>();
  readonly #mask: MaskText;
  #last: KnownTest | undefined;
  #count = 0;
  #characters = 0;

  /** @param mask hides the secrets in names */
  constructor(mask: MaskText) {
    this.#mask = mask;
  }

  /** Returns the identity of a test case, whose names have no secrets. */
  find(name: TestCaseName): TestIdentity {
    const expected = this.#last?.next?.ifWritten(name);
    if (expected !== undefined) {
      this.#last = expected;
      return expected;
    }
    const found = this.#classes.get(classKey(name))?.tests.get(name.test_name) ?? this.#add(name);
    if (this.#last !== undefined) this.#last.next = found;
    this.#last = found;
    return found;
  }

  #add(name: TestCaseName): KnownTest {
    const key = classKey(name);
    const { test_name } = name;
    this.#makeRoom(test_name.length);
    if (!this.#classes.has(key)) this.#makeRoom(key.length);
    const { written, shown, tests } = this.#classes.get(key) ?? this.#addClass(key, name);
    const known = new KnownTest(
      { ...written, test_name },
      { ...shown, test_name: this.#mask(test_name) },
    );
    tests.set(test_name, known);
    return known;
  }

  #addClass(key: string, { suite, class_name }: ClassName): TestClass {
    const shown = {
      suite: suite === null ? null : this.#mask(suite),
      class_name: class_name === null ? null : this.#mask(class_name),
    };
    const testClass: TestClass = { written: { suite, class_name }, shown, tests: new Map() };
    this.#classes.set(key, testClass);
    return testClass;
  }

  /** Makes room for another name of a length: everything is forgotten if there is none. */
  #makeRoom(length: number): void {
    if (this.#count >= MAX_TESTS || this.#characters + length > MAX_CHARACTERS) {
      this.#classes.clear();
      this.#last = undefined;
      this.#count = 0;
      this.#characters = 0;
    }
    this.#count++;
    this.#characters += length;
  }
}

function classKey({ suite, class_name }: ClassName): string {
  return `${suite ?? NO_NAME}\0${class_name ?? NO_NAME}`;
}

function isSame(one: TestCaseName, other: TestCaseName): boolean {
  return (
    one.test_name === other.test_name &&
    one.class_name === other.class_name &&
    one.suite === other.suite
  );
}
