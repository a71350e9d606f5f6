import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const execute = promisify(execFile);

/** Parses a profile as `go tool cover` does, and prints the CPU time of each pass. */
const PROGRAM = `package main

import (
	"fmt"
	"os"
	"strconv"
	"syscall"

	"passes/cover"
)

func seconds() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func main() {
	passes, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	separator := "["
	for i := 0; i < passes; i++ {
		begun := seconds()
		if _, err := cover.ParseProfiles(os.Args[1]); err != nil {
			panic(err)
		}
		fmt.Print(separator, seconds()-begun)
		separator = ","
	}
	fmt.Print("]")
}
`;

/**
 * Returns the CPU time of passes of the parser of `go tool cover`, in seconds; none if there is no Go.
 *
 * @param folder an empty folder for the program
 */
export async function goParserSeconds(
  file: string,
  passes: number,
  folder: string,
): Promise<readonly number[]> {
  try {
    const { stdout: root } = await execute('go', ['env', 'GOROOT']);
    const parser = 'src/cmd/vendor/golang.org/x/tools/cover/profile.go';
    mkdirSync(join(folder, 'cover'), { recursive: true });
    copyFileSync(join(root.trim(), parser), join(folder, 'cover/profile.go'));
    writeFileSync(join(folder, 'go.mod'), 'module passes\n');
    writeFileSync(join(folder, 'main.go'), PROGRAM);
    await execute('go', ['build', '-o', 'passes'], { cwd: folder });
    const { stdout } = await execute(join(folder, 'passes'), [file, String(passes)]);
    return z.array(z.number()).parse(JSON.parse(stdout));
  } catch {
    return [];
  }
}
