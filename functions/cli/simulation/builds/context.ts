import type { JobFaults } from '../faults/fault-plan.ts';
import type { CommitsUnderTest, JobRun } from '../history/run.ts';
import type { World } from '../world.ts';
import type { BuildPlace } from './place.ts';

/** Everything that the outcome of a build depends on. */
export interface BuildContext {
  readonly world: World;
  readonly run: JobRun;
  readonly place: BuildPlace;
  readonly underTest: CommitsUnderTest;
  readonly faults: JobFaults;
}
