import { FAULT_RULES } from '../catalog/faults.ts';
import { failureTemplates } from '../catalog/failures.ts';
import type { NeverPassedJob } from './fault.ts';
import type { FaultPlanning } from './planning.ts';

/** Picks the jobs that never pass, and what each of them fails of. */
export function planNeverPassed(planning: FaultPlanning): readonly NeverPassedJob[] {
  return FAULT_RULES.never_passed.flatMap((rule) => {
    const candidates = planning.freeJobs(rule.jobs);
    const count = rule.count ?? Math.ceil(candidates.length * (rule.share ?? 0));
    const chosen = planning.choose(candidates, ({ name }) => name, {
      of: ['never-passed', rule.id],
      count,
    });
    return chosen.flatMap((job) => {
      const of = ['never-passed', rule.id, job.name] as const;
      const random = planning.random(...of);
      planning.take([job]);
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
