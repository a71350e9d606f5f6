import { z } from 'zod';

/** Results that Prow and its predecessors write, in any letter case. */
const RESULT = /^(?:success|failure|aborted|error|pending|triggered|unstable)$/i;

/** Number of seconds, or of milliseconds, since 1970; old tools write it as a string. */
const time = z.union([z.number().min(0), z.string().regex(/^\d{9,13}(?:\.\d+)?$/)]).nullish();
const anyObject = z.record(z.string(), z.unknown());

/** Fields that `started.json` and `finished.json` have in common. */
const common = {
  timestamp: time,
  metadata: anyObject.nullish(),
  'job-version': z.string().nullish(),
  'repo-version': z.string().nullish(),
  'repo-commit': z.string().nullish(),
};

const finishedSchema = z.strictObject({
  ...common,
  passed: z.boolean().nullish(),
  result: z.string().regex(RESULT).nullish(),
  revision: z.string().nullish(),
});

const startedSchema = z.strictObject({
  ...common,
  node: z.string().nullish(),
  repos: z.record(z.string(), z.string()).nullish(),
  pull: z.union([z.string(), z.number()]).nullish(),
  'build-id': z.union([z.string(), z.number()]).nullish(),
});

const prowJobSchema = z.looseObject({
  kind: z.literal('ProwJob').optional(),
  spec: anyObject.optional(),
  status: anyObject.optional(),
});

const podInfoSchema = z.looseObject({
  pod: anyObject.nullish(),
  events: z.array(z.unknown()).nullish(),
});

const cloneRecordsSchema = z
  .array(z.union([z.looseObject({ refs: anyObject }), z.looseObject({ commands: z.unknown() })]))
  .min(1);

/** Returns whether a JSON document is a `finished.json`: it states a result, and has only fields of this file. */
export function isFinished(document: unknown): boolean {
  const { data } = finishedSchema.safeParse(document);
  return data !== undefined && (data.passed != null || data.result != null);
}

/** Returns whether a JSON document is a `started.json`: it has only fields of this file, and at least one of its own. */
export function isStarted(document: unknown): boolean {
  const { data } = startedSchema.safeParse(document);
  if (data === undefined) return false;
  const { timestamp, node, repos, pull, 'repo-commit': commit } = data;
  return [timestamp, node, repos, pull, commit].some((field) => field != null);
}

/** Returns whether a JSON document is a `prowjob.json`: it has a specification or a status, and is of no other kind. */
export function isProwJob(document: unknown): boolean {
  const { data } = prowJobSchema.safeParse(document);
  return data !== undefined && (data.spec !== undefined || data.status !== undefined);
}

/** Returns whether a JSON document is a `podinfo.json`: it has a pod or a list of events. */
export function isPodInfo(document: unknown): boolean {
  const { data } = podInfoSchema.safeParse(document);
  return data !== undefined && (data.pod != null || data.events != null);
}

/** Returns whether a JSON document is a `clone-records.json`: a list of records that have refs or commands. */
export function isCloneRecords(document: unknown): boolean {
  return cloneRecordsSchema.safeParse(document).success;
}
