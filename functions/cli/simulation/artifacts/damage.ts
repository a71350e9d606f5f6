import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import type { NumberedRun } from '../history/run.ts';
import type { Random } from '../random.ts';
import { type World, randomOf } from '../world.ts';
import { type JUnitReport, reportText } from './junit.ts';
import type { Upload, UploadedReport } from './upload.ts';
import { gzipSync } from 'node:zlib';

/** A report as text, cut off in the middle of a test case if its build has bad luck. */
export function writeReport(
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
  // At least one character of the element, and never all of its end tag.
  const kept = broken.slice(0, random.integer([1, broken.length - 2]));
  return {
    body: head + [...elements.slice(0, whole), kept].join('\n'),
    report: { suite, cases: cases.slice(0, whole), isTruncated: true },
  };
}

/** Lets some objects come late, and stores some of them compressed, under the same name as ever. */
export function delayAndCompress(world: World, run: NumberedRun, upload: Upload): Upload {
  const file = fileOf(upload.name, run.buildId);
  const luck = (purpose: string): Random => randomOf(world, `${purpose}-${file}`, run);
  const inTime = BUILD_PARAMETERS.late.files.includes(file)
    ? delayed(upload, luck('late'))
    : upload;
  return BUILD_PARAMETERS.gzip.files.includes(file) ? compressed(inTime, luck('gzip')) : inTime;
}

function fileOf(name: string, buildId: string): string {
  return name.slice(name.indexOf(`/${buildId}/`) + buildId.length + 2);
}

function delayed(upload: Upload, random: Random): Upload {
  const { share, hours } = BUILD_PARAMETERS.late;
  if (!random.chance(share)) return upload;
  const lateSeconds = Math.round(random.between(hours) * 3600);
  return { ...upload, at: upload.at + lateSeconds * 1000, lateSeconds };
}

function compressed(upload: Upload, random: Random): Upload {
  return random.chance(BUILD_PARAMETERS.gzip.share)
    ? { ...upload, body: gzipSync(upload.body) }
    : upload;
}
