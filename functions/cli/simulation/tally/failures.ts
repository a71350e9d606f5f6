import { buildPath } from '../artifacts/location.ts';
import type { FailedTestTruth } from '../truth.ts';
import type { Seen } from './seen.ts';

/** What failed in a build by its reports, phases of kubetest2 included: each test once for each of its messages. */
export function failedTests({ build, last }: Seen): readonly FailedTestTruth[] {
  const build_path = buildPath(build.run);
  const found = [...last.values()].flatMap(({ report }) =>
    (report?.cases ?? []).flatMap(({ name, failure }) =>
      report === undefined || failure === undefined
        ? []
        : [{ build_path, suite: report.suite, test_name: name, message: failure.message }],
    ),
  );
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
