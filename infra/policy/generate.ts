/** Writes the views that policies become: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import infrastructure from './infrastructure.json' with { type: 'json' };
import { infrastructureSql } from './infrastructure.ts';

export const VIEW = new URL('../views/infrastructure_policy/view.sql', import.meta.url);

/** The view as the policy has it now. */
export function generateInfrastructure(): string {
  return infrastructureSql(infrastructure);
}

if (import.meta.main) writeFileSync(VIEW, generateInfrastructure());
