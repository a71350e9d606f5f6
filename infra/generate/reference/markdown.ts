/** Returns Markdown that reads as the text does; code in backticks stays code. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/`[^`]*`|[\\*<|]/g, (found) => (found.length > 1 ? found : `\\${found}`));
}

/** Returns a table in Markdown; its cells are Markdown without line breaks. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
