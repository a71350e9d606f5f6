import { failureTemplates, type FailureTemplate } from '../catalog/failures.ts';
import type { SuiteTest } from '../catalog/tests.ts';
import type { Job } from '../jobs/job.ts';
import type { FaultPlanning } from './planning.ts';
import type { FaultLevel } from './scope.ts';

/** A job that fails in every build, regardless of the commit that it tests. */
export interface NeverPassedJob {
  readonly id: string;
  readonly level: FaultLevel;
  readonly job: Job;
  /** Set for level `test` only. */
  readonly test: SuiteTest | undefined;
  readonly template: FailureTemplate;
}

/** Plans the jobs that never pass, each with its failure. */
export function planNeverPassed(planning: FaultPlanning): readonly NeverPassedJob[] {
  return planning.input.rules.never_passed.flatMap((rule) => {
    const candidates = planning.freeJobs(rule.jobs);
    const count = rule.count ?? Math.ceil(candidates.length * (rule.share ?? 0));
    const chosen = planning.choose(candidates, ({ name }) => name, {
      of: ['never-passed', rule.id],
      count,
    });
    return chosen.flatMap((job) => {
      const of = ['never-passed', rule.id, job.name] as const;
      const random = planning.random(...of);
      planning.takeAll([job]);
      const isTest = rule.level === 'test';
      const test = isTest ? planning.takeTest(new Set([job]), of) : undefined;
      const templates = failureTemplates(
        rule.level,
        job.cloud,
        (template) => template.never_passed,
      );
      if (templates.length === 0 || (isTest && test === undefined)) return [];
      const id = `never-passed-${rule.id}-${job.name}`;
      return [{ id, level: rule.level, job, test, template: random.pick(templates) }];
    });
  });
}
