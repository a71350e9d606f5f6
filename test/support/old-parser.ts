/** Returns the message that an older parser would have published: an older version and other rows. */
export function asOldParser(data: Uint8Array): Uint8Array {
  const text = Buffer.from(data)
    .toString()
    .replaceAll(
      /"parser_version":(\d+)/g,
      (_, version: string) => `"parser_version":${Number(version) - 1}`,
    )
    .replaceAll('"outcome":"failed"', '"outcome":"errored"');
  return Buffer.from(text);
}
