import { buildPath } from '../artifacts/paths.ts';
import { FAILURE_TEMPLATES, type FailureClass } from '../catalog/failures.ts';
import { hasEnded, type ObservedBuild } from './observed-build.ts';

/** A test case, or a phase of kubetest2, with a failed attempt in a build. */
export interface FailedTestTruth {
  readonly build_path: string;
  readonly suite: string;
  readonly test_name: string;
  readonly message: string;
}

/** Number of occurrences of a template of failures; failures outside of tests count as builds only. */
export interface FailureTemplateTruth {
  readonly id: string;
  readonly class: FailureClass;
  readonly attempts: number;
  readonly builds: number;
}

/** Returns the failures in the reports of a build: each test once for each of its messages. */
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

/** Counts failures by their template, which clusters of failures are compared with. */
export class FailureTemplateRecorder {
  readonly #counts = new Map(FAILURE_TEMPLATES.map(({ id }) => [id, { attempts: 0, builds: 0 }]));

  addBuild(observed: ObservedBuild): void {
    const inBuild = new Set<string>();
    for (const { report } of observed.last.values()) {
      for (const { failure } of report?.cases ?? []) {
        const counts = this.#counts.get(failure?.template ?? '');
        if (counts === undefined || typeof failure?.template !== 'string') continue;
        counts.attempts++;
        inBuild.add(failure.template);
      }
    }
    const { failure } = observed.build;
    if (failure !== undefined && hasEnded(observed)) inBuild.add(failure.template.id);
    for (const id of inBuild) {
      const counts = this.#counts.get(id);
      if (counts !== undefined) counts.builds++;
    }
  }

  truth(): readonly FailureTemplateTruth[] {
    return FAILURE_TEMPLATES.map(({ id, class: failureClass }) => ({
      id,
      class: failureClass,
      ...(this.#counts.get(id) ?? { attempts: 0, builds: 0 }),
    }));
  }
}
