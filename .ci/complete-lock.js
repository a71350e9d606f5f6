// Completes package-lock.json after `npm install`: node .ci/complete-lock.js
//
// A registry need not have a package's builds for other platforms. npm then leaves them out of the lock file, and
// `npm ci` refuses such a file. An entry that says for which platform a build is makes npm pass over it elsewhere.
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const PLATFORM =
  /(darwin|linux|win32|android|freebsd|openbsd|openharmony)-(arm64|arm|x64|ia32|ppc64|s390x|riscv64|loong64)/;

const lock = JSON.parse(readFileSync(FILE, 'utf8'));

for (const { optionalDependencies = {}, dev } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const [, os, cpu] = PLATFORM.exec(name) ?? [];
    const path = `node_modules/${name}`;
    if (os === undefined || path in lock.packages) continue;
    const libc = os === 'linux' && { libc: [name.includes('musl') ? 'musl' : 'glibc'] };
    lock.packages[path] = {
      version,
      cpu: [cpu],
      ...(dev && { dev }),
      optional: true,
      os: [os],
      ...libc,
    };
    console.log(`${path} ${version}`);
  }
}

const packages = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
const completed = { ...lock, packages: Object.fromEntries(packages) };
writeFileSync(FILE, `${JSON.stringify(completed, undefined, 2)}\n`);
