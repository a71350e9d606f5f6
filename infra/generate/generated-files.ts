import { readFileSync, writeFileSync } from 'node:fs';

/** A file that is made from others, with the text that it has to have. */
export interface GeneratedFile {
  readonly file: URL;
  readonly text: string;
}

/** Computes generated files from the files on disk, including those generated earlier. */
export type FileGenerator = () => Promise<readonly GeneratedFile[]>;

/**
 * Runs generators one after the other and writes the files that are out of date.
 *
 * @param isCheck if set, nothing is written
 * @returns the files that were out of date
 */
export async function updateFiles(
  generators: readonly FileGenerator[],
  { isCheck }: { readonly isCheck: boolean },
): Promise<readonly URL[]> {
  const outdated: URL[] = [];
  for (const generator of generators) {
    for (const { file, text } of await generator()) {
      if (readText(file) === text) continue;
      outdated.push(file);
      if (!isCheck) writeFileSync(file, text);
    }
  }
  return outdated;
}

function readText(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
