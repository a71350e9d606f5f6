/** Text as Markdown that reads the same; code in backticks stays code. */
export function escape(text: string): string {
  return text.replaceAll(/`[^`]*`|[\\*<|]/g, (found) => (found.length > 1 ? found : `\\${found}`));
}

/** A table; its cells are Markdown, without line breaks. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
