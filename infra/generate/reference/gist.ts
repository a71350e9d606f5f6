const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The first sentence of a description, without what it says in brackets: enough to choose by. */
export function gist(description: string): string {
  const [first] = sentences.segment(description);
  return (first?.segment ?? '').trim().replaceAll(/ ?\([^()]*\)/g, '');
}
