import { gzipSync } from 'node:zlib';
import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import type { NumberedRun } from '../history/run.ts';
import type { Random } from '../random.ts';
import { randomOf, type World } from '../world.ts';
import { reportText, type JUnitReport } from './junit.ts';
import type { SimulatedFile, UploadedReport } from './upload.ts';

/** Returns a report as text; some reports are cut off in the middle of a test case. */
export function truncateReport(
  report: JUnitReport,
  suite: string,
  random: Random,
): { body: string; report: UploadedReport } {
  const { cases, elements, head } = report;
  if (!random.chance(BUILD_PARAMETERS.truncated_share)) {
    return { body: reportText(report), report: { suite, cases, isTruncated: false } };
  }
  const whole = random.integer([0, elements.length - 1]);
  const broken = elements[whole] ?? '';
  // At least one character of the element, and never its whole end tag.
  const kept = broken.slice(0, random.integer([1, broken.length - 2]));
  return {
    body: head + [...elements.slice(0, whole), kept].join('\n'),
    report: { suite, cases: cases.slice(0, whole), isTruncated: true },
  };
}

/** Delays the upload of some files, and stores some compressed under the same name. */
export function delayAndCompress(
  world: World,
  run: NumberedRun,
  upload: SimulatedFile,
): SimulatedFile {
  const { late, gzip } = BUILD_PARAMETERS;
  const randomFor = (purpose: string): Random => randomOf(world, `${purpose}-${upload.file}`, run);
  const delayed = late.files.includes(upload.file) ? delay(upload, randomFor('late')) : upload;
  return gzip.files.includes(upload.file) ? compress(delayed, randomFor('gzip')) : delayed;
}

function delay(upload: SimulatedFile, random: Random): SimulatedFile {
  const { share, hours } = BUILD_PARAMETERS.late;
  if (!random.chance(share)) return upload;
  const lateSeconds = Math.round(random.between(hours) * 3600);
  return { ...upload, at: upload.at + lateSeconds * 1000, lateSeconds };
}

function compress(upload: SimulatedFile, random: Random): SimulatedFile {
  return random.chance(BUILD_PARAMETERS.gzip.share)
    ? { ...upload, body: gzipSync(upload.body) }
    : upload;
}
