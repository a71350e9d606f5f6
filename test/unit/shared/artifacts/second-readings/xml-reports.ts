import fc from 'fast-check';

const small = fc.nat(9);
const hits = fc.oneof(fc.nat(3), fc.nat(2 ** 40));
const name = fc.constantFrom('f', 'g', '&lt;init&gt;', 'é');

function list(element: fc.Arbitrary<string>, maxLength = 4): fc.Arbitrary<string> {
  return fc.array(element, { maxLength }).map((parts) => parts.join('\n'));
}

const lineOfCobertura = fc
  .tuple(small, hits, fc.option(fc.tuple(fc.nat(3), fc.nat(3))))
  .map(([line, count, branches]) => {
    const [covered = 0, missed = 0] = branches ?? [];
    const conditions =
      branches === null
        ? ''
        : ` branch="true" condition-coverage="50% (${covered}/${covered + missed})"`;
    return `<line number="${line}" hits="${count}"${conditions}/>`;
  });

const classOfCobertura = fc
  .tuple(
    fc.constantFrom('A', 'B'),
    fc.constantFrom('p/a.py', 'p/b c.py', 'p/&amp;é.py'),
    list(
      fc
        .tuple(name, list(lineOfCobertura))
        .map(
          ([method, lines]) =>
            `<method name="${method}" signature="()"><lines>${lines}</lines></method>`,
        ),
      2,
    ),
    fc.array(lineOfCobertura, { minLength: 1, maxLength: 6 }),
  )
  .map(
    ([ofClass, file, methods, lines]) =>
      `<class name="${ofClass}" filename="${file}"><methods>${methods}</methods><lines>${lines.join('\n')}</lines></class>`,
  );

/** Reports of Cobertura, with lines and classes of a file in several places. */
export const coberturaReport = list(classOfCobertura).map(
  (classes) => `<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage line-rate="0.5" version="1.9"><sources><source>/src</source></sources>
<packages><package name="p"><classes>${classes}</classes></package></packages></coverage>`,
);

const methodOfJacoco = fc
  .tuple(name, fc.nat(1))
  .map(
    ([method, covered]) =>
      `<method name="${method}" desc="()V" line="3"><counter type="METHOD" missed="${1 - covered}" covered="${covered}"/></method>`,
  );

const lineOfJacoco = fc
  .tuple(small, small, fc.nat(1), fc.nat(2), fc.nat(2))
  .map(
    ([line, missed, covered, missedBranches, coveredBranches]) =>
      `<line nr="${line}" mi="${missed}" ci="${covered}" mb="${missedBranches}" cb="${coveredBranches}"/>`,
  );

const packageOfJacoco = fc
  .tuple(
    fc.constantFrom('org/a', 'org/b'),
    fc.uniqueArray(fc.constantFrom('A.java', 'B.kt', 'É.java'), { maxLength: 3 }),
    list(methodOfJacoco),
    list(lineOfJacoco),
  )
  .map(([path, sources, methods, lines]) => {
    const classes = sources.map(
      (source) => `<class name="${path}/${source}" sourcefilename="${source}">${methods}</class>`,
    );
    const files = sources.map((source) => `<sourcefile name="${source}">${lines}</sourcefile>`);
    return `<package name="${path}">${classes.join('')}${files.join('')}</package>`;
  });

/** Reports of JaCoCo, whose classes and source files belong together. */
export const jacocoReport = list(packageOfJacoco, 3).map(
  (packages) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
<report name="r">${packages}</report>`,
);

const lineOfClover = fc.oneof(
  fc
    .tuple(small, hits)
    .map(([line, count]) => `<line num="${line}" count="${count}" type="stmt"/>`),
  fc
    .tuple(small, hits, hits)
    .map(
      ([line, whenTrue, whenFalse]) =>
        `<line num="${line}" type="cond" truecount="${whenTrue}" falsecount="${whenFalse}"/>`,
    ),
  fc
    .tuple(small, hits, name)
    .map(
      ([line, count, method]) =>
        `<line num="${line}" count="${count}" type="method" name="${method}"/>`,
    ),
);

/** Reports of Clover itself, whose conditions have no count. */
export const cloverReport = list(
  fc
    .tuple(fc.constantFrom('/w/a.java', '/w/b c.java', '/w/é.java'), list(lineOfClover, 6))
    .map(([path, lines]) => `<file name="a" path="${path}">${lines}</file>`),
).map(
  (files) => `<?xml version="1.0" encoding="UTF-8"?>
<coverage generated="1700000000" clover="3.2.0"><project name="p"><package name="q">${files}</package></project></coverage>`,
);
