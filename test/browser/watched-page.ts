import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules of WCAG 2.2 up to level AA, and axe's best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const violationsSchema = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }),
);

/** A page of a browser that records what it should not do. */
export class WatchedPage {
  readonly page: Page;
  /** Messages on the console, errors of scripts, requests that failed and requests to other hosts. */
  readonly problems: string[] = [];

  private constructor(page: Page, origin: string) {
    this.page = page;
    page.on('console', (message) => this.problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => this.problems.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      this.problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/`)) this.problems.push(`request: ${request.url()}`);
    });
  }

  static async open(browser: Browser, origin: string): Promise<WatchedPage> {
    const page = await browser.newPage({ baseURL: origin, viewport: { width: 1280, height: 900 } });
    return new WatchedPage(page, origin);
  }

  /**
   * Returns the rules of axe that the page breaks, with an element each.
   *
   * @param rules names or tags of the rules to check
   */
  async brokenRules(rules = RULES): Promise<readonly string[]> {
    if (!(await this.page.evaluate('typeof axe === "object"'))) await this.page.evaluate(AXE);
    const found = await this.page.evaluate(
      `axe.run({ runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then((result) =>
        result.violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 1).map(({ html }) => ({ html })) })))`,
    );
    return violationsSchema
      .parse(found)
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('')}`);
  }

  /** Returns by how many pixels the page is wider than a window of a width. */
  async overflowAt(width: number): Promise<number> {
    await this.page.setViewportSize({ width, height: 800 });
    const overflow = z
      .number()
      .parse(await this.page.evaluate('document.documentElement.scrollWidth - innerWidth'));
    await this.page.setViewportSize({ width: 1280, height: 900 });
    return overflow;
  }
}
