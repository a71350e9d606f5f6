import { FAILURES } from '../catalog/failures.ts';
import type { Truth } from '../truth.ts';
import { isOver, type Seen } from './seen.ts';

/** Counts failures by what they look like: what clusters of failures have to amount to. */
export class TemplateTally {
  readonly #counts = new Map(FAILURES.map(({ id }) => [id, { attempts: 0, builds: 0 }]));

  add(seen: Seen): void {
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
    if (failure !== undefined && isOver(seen)) inBuild.add(failure.template.id);
    for (const id of inBuild) {
      const counts = this.#counts.get(id);
      if (counts !== undefined) counts.builds++;
    }
  }

  get(): Truth['failure_templates'] {
    return FAILURES.map(({ id, class: failureClass }) => ({
      id,
      class: failureClass,
      ...(this.#counts.get(id) ?? { attempts: 0, builds: 0 }),
    }));
  }
}
