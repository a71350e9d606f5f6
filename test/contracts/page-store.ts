import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageStore } from '../../shared/ports/page-store.ts';

/** An empty store of the test's own. */
export interface PageStoreFixture {
  readonly store: PageStore;
  close(): Promise<void>;
}

/** Describes what every store of pages does. */
export function describePageStoreContract(
  name: string,
  setup: () => Promise<PageStoreFixture>,
): void {
  describe(`page store: ${name}`, () => {
    let fixture: PageStoreFixture;
    let store: PageStore;

    beforeEach(async () => {
      fixture = await setup();
      ({ store } = fixture);
    });
    afterEach(() => fixture.close());

    it('has no page that was not written', async () => {
      expect(await store.get('pages/index.html')).toBeUndefined();
    });

    it.each([
      ['a page', 'index.html', '<p>a</p>'],
      ['a page in folders', 'pages/0123/jobs.html', 'a'],
      ['an empty page', 'empty.json', ''],
      ['a text of all characters', 'all.md', 'größe テスト 😀 \u2028\u0000'],
      ['a large page', 'large.html', 'größe '.repeat(200_000)],
      ['a name with signs', 'a job (1) + 100 %.html', 'a'],
    ])('returns %s as it was written', async (_what, path, text) => {
      await store.put(path, text);
      expect((await store.get(path))?.text).toBe(text);
    });

    it('replaces a page, and others stay', async () => {
      await store.put('a.html', 'long text');
      await store.put('b.html', 'b');
      await store.put('a.html', 'new');
      expect((await store.get('a.html'))?.text).toBe('new');
      expect((await store.get('b.html'))?.text).toBe('b');
    });

    it('tells times of writing in the order of the writings', async () => {
      await store.put('a.html', 'a');
      await store.put('b.html', 'b');
      const [first, second] = [await store.get('a.html'), await store.get('b.html')];
      expect(first?.writtenAt).toBeGreaterThan(Date.parse('2020-01-01'));
      expect(second?.writtenAt).toBeGreaterThanOrEqual(first?.writtenAt ?? Infinity);
    });

    it('gives a page as a whole while it is replaced', async () => {
      const texts = ['a'.repeat(100_000), 'b'.repeat(200_000)];
      await store.put('page.html', texts[0] ?? '');
      const writing = store.put('page.html', texts[1] ?? '');
      const read = await store.get('page.html');
      await writing;
      expect(texts).toContain(read?.text);
    });
  });
}
