import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. */
export interface ZipEntry {
  /** Path in the archive, with slashes. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** 1980-01-01, the first date of the format: all files have it, so that the same files give the same archive. */
const DATE = 0x0021;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATE = 8;
const UNIX = 3;
/** A regular file that all may read. */
const MODE = 0o100644;

/** Returns the files of a folder in the order of their names. */
export async function filesOf(folder: string): Promise<readonly ZipEntry[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return await Promise.all(
    paths.map(async (name) => ({ name, content: await readFile(join(folder, name)) })),
  );
}

/**
 * Returns a ZIP archive of some files, in the form from which Cloud Functions builds: the same files give the same bytes.
 * The format is that of APPNOTE.TXT 6.3.3, without its extensions for archives of 4 GiB and more.
 */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content, { level: 9 });
    const name = Buffer.from(entry.name, 'utf8');
    const fields = fieldsOf(entry, { packedBytes: packed.length, nameBytes: name.length });
    const local = Buffer.concat([signature('PK\x03\x04'), fields, name, packed]);
    directory.push(directoryEntry(fields, name, offset));
    files.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...files, listed, endOf(entries.length, listed.length, offset)]);
}

function signature(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

interface Lengths {
  readonly packedBytes: number;
  readonly nameBytes: number;
}

/** Returns the fields that the file and its entry in the directory have in common. */
function fieldsOf({ content }: ZipEntry, { packedBytes, nameBytes }: Lengths): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(DEFLATE, 4);
  fields.writeUInt16LE(0, 6); // time of day
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packedBytes, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(nameBytes, 22);
  fields.writeUInt16LE(0, 24); // extra fields
  return fields;
}

function directoryEntry(fields: Buffer, name: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(MODE * 0x10000, 6);
  rest.writeUInt32LE(offset, 10);
  const madeBy = Buffer.from([VERSION, UNIX]);
  return Buffer.concat([signature('PK\x01\x02'), madeBy, fields, rest, name]);
}

function endOf(count: number, directoryBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directoryBytes, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([signature('PK\x05\x06'), end]);
}
