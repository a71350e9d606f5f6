import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

/** Reads a file with Python's expat, without handlers for its events, and prints the CPU time of each pass. */
const SCRIPT = `
import json, sys, time, xml.parsers.expat
seconds = []
for _ in range(int(sys.argv[2])):
    begun = time.process_time()
    with open(sys.argv[1], 'rb') as file:
        xml.parsers.expat.ParserCreate().ParseFile(file)
    seconds.append(time.process_time() - begun)
print(json.dumps(seconds))
`;

/** Returns the CPU time of passes of expat, in seconds; none if there is no Python, or expat does not read the file. */
export async function expatSeconds(file: string, passes: number): Promise<readonly number[]> {
  try {
    const args = ['-c', SCRIPT, file, String(passes)];
    const { stdout } = await promisify(execFile)('python3', args);
    return z.array(z.number()).parse(JSON.parse(stdout));
  } catch {
    return [];
  }
}
