/** Returns a text as a string literal of GoogleSQL. */
export function stringLiteral(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Returns a DATE literal of GoogleSQL; `date` is in ISO format. */
export function dateLiteral(date: string): string {
  return `DATE ${stringLiteral(date)}`;
}
