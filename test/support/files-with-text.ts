import { CORES } from './made-up-secrets.ts';
import { MASK } from './settings.ts';

/** Returns a text without some characters, or nothing if it is no secret any more without them. */
export function changed(text: string, left: RegExp): string {
  const rest = text.replaceAll(left, '');
  return CORES.some((core) => MASK(rest).includes(core)) ? '' : rest;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

/** Returns a report with a text in every place that has one. */
function reportWith(text: string): string {
  const x = escaped(text);
  const faults = `<failure message="${x}" type="${x}">${x}</failure>`;
  const long = `${'y'.repeat(8190)}${x}${'z'.repeat(20_000)}${x}${'y'.repeat(8190)}`;
  return `<testsuites name="${x}"><testsuite name="${x}" hostname="${x}" package="${x}" tests="${x}">
    <properties><property name="${x}" value="${x}"/><property name="browser" value="${x}"/></properties>
    <system-out>${x}</system-out>
    <testcase name="${x}" classname="${x}" file="${x}" status="${x}" time="${x}">
      <properties><property name="${x}" value="${x}"/><property name="text">${x}</property></properties>
      ${faults}<system-err>${x}</system-err></testcase>
    <testcase name="skipped"><skipped message="${x}"/></testcase>
    <testcase name="reason in the text"><skipped>${x}</skipped></testcase>
    <testcase name="two">${faults}<error message="${x}">${x}</error></testcase>
    <testcase name="again"><rerunFailure message="${x}" type="${x}"><stackTrace>${x}</stackTrace></rerunFailure></testcase>
    <testcase name="${'n'.repeat(1530)}${x}${'n'.repeat(3000)}${x}${'n'.repeat(508)}"><failure>${long}</failure></testcase>
    <error message="${x}">${x}</error>
  </testsuite></testsuites>`;
}

function logWith(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return [
    `VpcLimitExceeded ${line}`,
    `${'x'.repeat(65_520)} ${line} VpcLimitExceeded ${line}`,
    `Got project ${line} from boskos`,
    `Acquired resource ${line} from boskos: ${line}`,
    '',
  ].join('\n');
}

/** Returns the files of a build, by name, with a text in every place that has one. */
export function filesWith(text: string): Readonly<Record<string, string>> {
  const refs = {
    org: text,
    repo: text,
    base_ref: text,
    base_sha: text,
    pulls: [{ number: 1, author: text, sha: text, title: text }],
  };
  const containers = [
    {
      name: text,
      command: [text],
      args: [text],
      env: [
        { name: 'KOPS_BASE_URL', value: text },
        { name: text, value: text },
      ],
    },
  ];
  return {
    'started.json': JSON.stringify({
      timestamp: 1763683200,
      node: text,
      pull: text,
      repos: { [text]: text },
      'repo-commit': text,
      version: text,
      'job-version': text,
      metadata: { [text]: text, list: [text, { a: text }] },
    }),
    'finished.json': JSON.stringify({
      timestamp: 1763686800,
      result: text,
      revision: text,
      version: text,
      'job-version': text,
      metadata: { [text]: { b: [text] } },
    }),
    'prowjob.json': JSON.stringify({
      metadata: {
        name: text,
        labels: { a: text, [text]: text },
        annotations: { b: text, [text]: text },
      },
      spec: {
        type: text,
        agent: text,
        cluster: text,
        job: text,
        context: text,
        refs,
        extra_refs: [refs],
        pod_spec: { containers },
      },
      status: { state: text, description: text, url: text, pod_name: text, build_id: text },
    }),
    'podinfo.json': JSON.stringify({
      pod: {
        metadata: { name: text },
        spec: { nodeName: text },
        status: { phase: text, reason: text, message: text },
      },
      events: [{ type: 'Warning', reason: text, message: text }],
    }),
    'clone-records.json': JSON.stringify([
      {
        refs,
        final_sha: text,
        failed: true,
        commands: [{ command: text, output: text, error: text }],
      },
    ]),
    'build-log.txt': logWith(text),
    'artifacts/junit_01.xml': reportWith(text),
    'artifacts/junit_02.xml': `<wrapper-${changed(text, /[^\w.-]/g)}><testsuite><testcase name="a"/></testsuite></wrapper-${changed(text, /[^\w.-]/g)}>`,
    'artifacts/junit_03.xml': `<a-${changed(text, /[^\w.-]/g)}/>`,
    'artifacts/junit_04.xml': `<testsuites><b-${changed(text, /[^\w.-]/g)}/></testsuites>`,
    'artifacts/junit_05.xml': text,
    'artifacts/junit_06.xml': `<?xml version="1.0" encoding="${escaped(text)}"?><testsuite/>`,
    'artifacts/cover.out': `mode: ${changed(text, /\n/g)}\n${changed(`example.com/a/${text}.go`, /\s/g)}:1.1,2.2 1 1\n`,
    'artifacts/coverage.info': `TN:${text}\nSF:src/${changed(text, /\n/g)}\nDA:1,1\nend_of_record\n`,
  };
}
