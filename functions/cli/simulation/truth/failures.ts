import { buildPath } from '../artifacts/paths.ts';
import { FAILURE_TEMPLATES } from '../catalog/failures.ts';
import { type ObservedBuild, hasEnded } from './observed-build.ts';
import type { FailedTestTruth, Truth } from './truth.ts';

/** What failed in a build by its reports, phases of kubetest2 included: each test once for each of its messages. */
export function failedTests({ build, last }: ObservedBuild): readonly FailedTestTruth[] {
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

/** Counts failures by what they look like: what clusters of failures have to amount to. */
export class FailureTemplateRecorder {
  readonly #counts = new Map(FAILURE_TEMPLATES.map(({ id }) => [id, { attempts: 0, builds: 0 }]));

  add(seen: ObservedBuild): void {
    const inBuild = new Set<string>();
    for (const { report } of seen.last.values()) {
      for (const { failure } of report?.cases ?? []) {
        const counts = this.#counts.get(failure?.template ?? '');
        if (counts === undefined || typeof failure?.template !== 'string') continue;
        counts.attempts++;
        inBuild.add(failure.template);
      }
    }
    const { failure } = seen.build;
    if (failure !== undefined && hasEnded(seen)) inBuild.add(failure.template.id);
    for (const id of inBuild) {
      const counts = this.#counts.get(id);
      if (counts !== undefined) counts.builds++;
    }
  }

  get(): Truth['failure_templates'] {
    return FAILURE_TEMPLATES.map(({ id, class: failureClass }) => ({
      id,
      class: failureClass,
      ...(this.#counts.get(id) ?? { attempts: 0, builds: 0 }),
    }));
  }
}
