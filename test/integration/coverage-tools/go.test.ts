import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCoverageReport } from '../../../shared/artifacts/coverage/read-report.ts';
import { projectCoverage } from '../../../functions/cli/coverage/file-coverage.ts';
import { mergeReports } from '../../../shared/artifacts/coverage/merge-reports.ts';
import { Warnings } from '../../../shared/artifacts/syntax/warnings.ts';
import { inPieces } from '../../support/bytes.ts';
import { describeTools, printedCoverage } from '../../support/coverage-tools.ts';
import { POLICIES } from '../../support/policies.ts';

const ENVIRONMENT = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', GOPROXY: 'off' };

const SOURCES: Readonly<Record<string, string>> = {
  'go.mod': 'module github.com/example/shop\n\ngo 1.21\n',
  'cart/cart.go': `package cart

func Sum(prices []int) int {
	sum := 0
	for _, price := range prices {
		if price < 0 {
			continue
		}
		sum += price
	}
	return sum
}

func Discount(sum int) int {
	add := func(percent int) int { return sum * percent / 100 }
	if sum > 100 {
		return add(10)
	}
	return 0
}
`,
  'cart/cart_test.go': `package cart

import "testing"

func TestSum(t *testing.T) {
	if Sum([]int{1, 2}) != 3 {
		t.Fatal("wrong")
	}
}
`,
  'order/order.go': `package order

import "github.com/example/shop/cart"

func Total(prices []int) int {
	sum := cart.Sum(prices)
	return sum - cart.Discount(sum)
}
`,
  'order/order_test.go': `package order

import "testing"

func TestTotal(t *testing.T) {
	if Total([]int{200}) != 180 {
		t.Fatal("wrong")
	}
}
`,
};

describeTools('go')('a profile that Go writes', () => {
  let folder: string;

  function go(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('go', args, {
      cwd: folder,
      env: ENVIRONMENT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr + stdout);
    return stdout;
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ci-signal-go-'));
    for (const [name, body] of Object.entries(SOURCES)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), body);
    }
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each([
    { about: 'set', args: ['-covermode=set'] },
    { about: 'atomic', args: ['-covermode=atomic'] },
    // Each test binary writes the blocks of all packages, so that blocks repeat.
    { about: 'all packages in each test binary', args: ['-covermode=count', '-coverpkg=./...'] },
  ])('has the total of go tool cover: $about', async ({ args }) => {
    go('test', '-coverprofile=cover.out', ...args, './...');
    const functions = go('tool', 'cover', '-func=cover.out');
    const [, total] = /total:\s+\(statements\)\s+([\d.]+)%/.exec(functions) ?? [];
    const bytes = readFileSync(join(folder, 'cover.out'));
    const report = await readCoverageReport(inPieces(bytes), new Warnings());
    const { all, files } = projectCoverage(mergeReports([report], POLICIES.coverage));
    expect(((all.ratio ?? 0) * 100).toFixed(1)).toBe(total);
    expect([...files.keys()]).toEqual(['cart/cart.go', 'order/order.go']);
  });

  test('is merged with another one as Go merges the data of several runs', async () => {
    const profile = (name: string, ...packages: readonly string[]): string => {
      go('test', '-coverpkg=./...', `-coverprofile=${name}`, ...packages);
      return join(folder, name);
    };
    const parts = [profile('cart.out', './cart'), profile('order.out', './order')];
    const all = profile('all.out', './...');
    const units = ['statements', 'lines'] as const;
    expect(await printedCoverage(units, ...parts)).toEqual(await printedCoverage(units, all));
  });
});
