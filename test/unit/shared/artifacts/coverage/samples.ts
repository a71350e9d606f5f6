import type { CoverageFormat } from '../../../../../shared/artifacts/coverage/format.ts';

/** Istanbul's coverage of a file of two statements, a function and a branch. */
export const ISTANBUL_FILE = {
  path: '/home/runner/work/repo/repo/src/a.ts',
  statementMap: {
    0: { start: { line: 1, column: 0 }, end: { line: 1, column: 9 } },
    1: { start: { line: 3, column: 2 }, end: { line: 4, column: 3 } },
  },
  fnMap: { 0: { name: 'f', line: 2 } },
  branchMap: { 0: { line: 3, type: 'if', locations: [{}, {}] } },
  s: { 0: 2, 1: 0 },
  f: { 0: 1 },
  b: { 0: [1, 0] },
};

const summary = (total: number, covered: number): object => ({
  total,
  covered,
  skipped: 0,
  pct: total === 0 ? 'Unknown' : (100 * covered) / total,
});

const SUMMARY = {
  lines: summary(4, 3),
  statements: summary(5, 3),
  functions: summary(2, 1),
  branches: summary(0, 0),
};

const PYTHON_SUMMARY = {
  covered_lines: 2,
  num_statements: 3,
  percent_covered: 60,
  missing_lines: 1,
  excluded_lines: 0,
  num_branches: 2,
  num_partial_branches: 1,
  covered_branches: 1,
  missing_branches: 1,
};

const LLVM_SUMMARY = {
  branches: { count: 2, covered: 1, notcovered: 1, percent: 50 },
  functions: { count: 1, covered: 1, percent: 100 },
  lines: { count: 3, covered: 2, percent: 66.6 },
  regions: { count: 2, covered: 1, notcovered: 1, percent: 50 },
};

/** A small report in each format, as the tool of the format writes it. */
export const SAMPLES: Readonly<Record<CoverageFormat, string>> = {
  go: `mode: count
k8s.io/kops/pkg/a.go:3.20,5.2 2 7
k8s.io/kops/pkg/a.go:7.20,9.2 1 0
k8s.io/kops/cmd/main.go:1.1,2.2 1 10
`,
  lcov: `TN:unit
SF:/home/runner/work/repo/repo/src/a.c
FN:1,main
FN:8,unused
FNDA:12,main
FNDA:0,unused
BRDA:2,0,0,12
BRDA:2,0,1,-
DA:1,12
DA:2,12
DA:8,0
LF:3
LH:2
end_of_record
SF:/home/runner/work/repo/repo/src/b.c
DA:1,1
end_of_record
`,
  cobertura: `<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage line-rate="0.5" branch-rate="0.5" version="1.9">
  <sources><source>/src</source></sources>
  <packages><package name="p"><classes>
    <class name="A" filename="p/a.py">
      <methods><method name="f" signature="()"><lines><line number="1" hits="3"/></lines></method></methods>
      <lines>
        <line number="1" hits="3"/>
        <line number="2" hits="1" branch="true" condition-coverage="50% (1/2)"/>
        <line number="4" hits="0"/>
      </lines>
    </class>
  </classes></package></packages>
</coverage>
`,
  jacoco: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
<report name="r"><sessioninfo id="s" start="1" dump="2"/>
<package name="org/example"><class name="org/example/A" sourcefilename="A.java">
<method name="f" desc="()V" line="3"><counter type="METHOD" missed="0" covered="1"/></method></class>
<sourcefile name="A.java"><line nr="3" mi="0" ci="4" mb="1" cb="1"/><line nr="4" mi="2" ci="0" mb="0" cb="0"/>
<counter type="INSTRUCTION" missed="2" covered="4"/><counter type="BRANCH" missed="1" covered="1"/>
<counter type="LINE" missed="1" covered="1"/><counter type="METHOD" missed="0" covered="1"/></sourcefile>
<counter type="BRANCH" missed="1" covered="1"/><counter type="LINE" missed="1" covered="1"/>
<counter type="METHOD" missed="0" covered="1"/></package>
<counter type="BRANCH" missed="1" covered="1"/><counter type="LINE" missed="1" covered="1"/>
<counter type="METHOD" missed="0" covered="1"/></report>
`,
  clover: `<?xml version="1.0" encoding="UTF-8"?>
<coverage generated="1700000000" clover="3.2.0">
  <project timestamp="1700000000" name="All files">
    <metrics statements="3" coveredstatements="2" conditionals="2" coveredconditionals="1" methods="1" coveredmethods="1"/>
    <package name="src"><metrics statements="3" coveredstatements="2"/>
      <file name="a.js" path="/work/src/a.js">
        <metrics statements="3" coveredstatements="2" conditionals="2" coveredconditionals="1" methods="1" coveredmethods="1"/>
        <line num="1" count="5" type="stmt"/>
        <line num="2" count="5" type="cond" truecount="5" falsecount="0"/>
        <line num="3" count="0" type="stmt"/>
        <line num="1" count="5" type="method" name="f"/>
      </file>
    </package>
  </project>
</coverage>
`,
  opencover: `<?xml version="1.0" encoding="utf-8"?>
<CoverageSession>
  <Summary numSequencePoints="3" visitedSequencePoints="2" numBranchPoints="2" visitedBranchPoints="1" numMethods="1" visitedMethods="1"/>
  <Modules><Module hash="0">
    <Files><File uid="1" fullPath="C:\\work\\src\\A.cs"/></Files>
    <Classes><Class><FullName>N.A</FullName><Methods>
      <Method visited="true"><Name>System.Void N.A::F()</Name><FileRef uid="1"/>
        <SequencePoints>
          <SequencePoint vc="2" sl="3" sc="5" el="3" ec="9" fileid="1"/>
          <SequencePoint vc="2" sl="4" sc="5" el="5" ec="9" fileid="1"/>
          <SequencePoint vc="0" sl="7" sc="5" el="7" ec="9" fileid="1"/>
        </SequencePoints>
        <BranchPoints>
          <BranchPoint vc="2" offset="4" path="0" sl="4" fileid="1"/>
          <BranchPoint vc="0" offset="4" path="1" sl="4" fileid="1"/>
        </BranchPoints>
      </Method>
    </Methods></Class></Classes>
  </Module></Modules>
</CoverageSession>
`,
  istanbul: JSON.stringify({
    [ISTANBUL_FILE.path]: ISTANBUL_FILE,
    '/home/runner/work/repo/repo/src/é.ts': {
      ...ISTANBUL_FILE,
      path: '/home/runner/work/repo/repo/src/é.ts',
    },
  }),
  istanbul_summary: JSON.stringify({ total: SUMMARY, '/work/src/a.js': SUMMARY }, undefined, 1),
  coverage_py: JSON.stringify({
    meta: { format: 3, version: '7.6.1', timestamp: '', branch_coverage: true },
    files: {
      'src/a.py': {
        executed_lines: [1, 2],
        summary: PYTHON_SUMMARY,
        missing_lines: [5],
        excluded_lines: [],
        executed_branches: [[2, 5]],
        missing_branches: [[2, -1]],
      },
    },
    totals: PYTHON_SUMMARY,
  }),
  llvm: JSON.stringify({
    data: [
      {
        files: [
          {
            branches: [],
            expansions: [],
            filename: '/work/src/a.rs',
            segments: [
              [1, 1, 4, true, true, false],
              [2, 5, 0, true, true, false],
              [2, 9, 4, true, false, false],
              [3, 2, 0, false, false, false],
            ],
            summary: LLVM_SUMMARY,
          },
        ],
        functions: [{ count: 4, name: 'f', regions: [[1, 1, 3, 2, 4, 0, 0, 0]] }],
        totals: LLVM_SUMMARY,
      },
    ],
    type: 'llvm.coverage.json.export',
    version: '2.0.1',
  }),
  gopherage: `<testsuites>
    <testsuite>
        <testcase class_name="go_coverage" name="OVERALL" time="0">
            <properties><property name="coverage" value="62.5"></property></properties>
        </testcase>
        <testcase class_name="go_coverage" name="k8s.io/kops/pkg" time="0">
            <properties><property name="coverage" value="50.0"></property></properties>
        </testcase>
        <testcase class_name="go_coverage" name="k8s.io/kops/pkg/a.go" time="0">
            <failure>Coverage too low</failure>
            <properties><property name="coverage" value="50.0"></property></properties>
        </testcase>
        <testcase class_name="go_coverage" name="k8s.io/kops/pkg/b.go" time="0">
            <properties><property name="coverage" value="100.0"></property></properties>
        </testcase>
    </testsuite>
</testsuites>
`,
};
