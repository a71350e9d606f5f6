import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { POLICY_VIEWS, viewFile } from '../../../../infra/generate/policy-views.ts';

test.each(Object.entries(POLICY_VIEWS))(
  '%s is as the policy has it; `npm run generate` writes it',
  (view, sql) => {
    expect(readFileSync(viewFile(view), 'utf8')).toBe(sql());
  },
);
