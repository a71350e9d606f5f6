import { applyMasks, GENERATED, type Mask, TIME_MASK, UUID_MASK } from './masks.ts';

/** Words that consist of such characters and are not generated. */
const NOT_GENERATED = 'https|http2|grpcs|xhtml|ppc64';

/** Extensions of files with source code, which a line number follows. */
const SOURCE_FILES =
  'bats|c|cc|clj|cpp|cs|cxx|dart|ex|exs|feature|go|groovy|h|hpp|java|js|jsx|kt|kts|lua|mjs|cjs|php|pl|pm|py|rb|robot|rs|scala|sh|swift|ts|tsx|vue';

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';

/**
 * Patterns of what differs from run to run in names of suites, classes and tests. Plain numbers are not masked, since
 * they are parameters. The order matters: paths contain suffixes, and times contain numbers.
 */
const NAME_MASKS: readonly Mask[] = [
  // Temporary folders of Unix, of pytest and of Windows, with the first name below them.
  [
    /(?<![\w.-])(?:\/private)?\/(?:tmp|var\/tmp|dev\/shm|var\/folders\/[^/\s]+\/[^/\s]+\/T)\/(?:pytest-of-[^/\s]+\/pytest-\d+|[^/\s"'<>()[\]:,;]+)/g,
    '<tmp>',
  ],
  [/\b[a-z]:\\(?:[^\\\s]{1,64}\\){0,6}(?:temp|tmp)\\[^\\\s"'<>()[\]:,;]+/gi, '<tmp>'],
  // What mktemp and Python's tempfile make in other folders.
  [/\btmp\.[A-Za-z0-9]{6,12}\b|\btmp(?=[a-z_]*\d)[a-z0-9_]{8}\b/g, '<tmp>'],
  UUID_MASK,
  TIME_MASK,
  // Times without separators, as text, and as seconds to nanoseconds since 1970 (from the year 2017 on).
  [/(?<!\d)20\d\d[01]\d[0-3]\d[T_-]?[0-2]\d[0-5]\d[0-5]\d(?:\.\d+)?Z?(?!\d)/g, '<time>'],
  [
    new RegExp(
      `\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? +(?:\\d{1,2} +)?(?:${MONTHS})[a-z]{0,6} +(?:\\d{1,4},? +){0,2}\\d\\d:\\d\\d:\\d\\d(?: +(?:[A-Z]{3,4}|[+-]\\d{4}))?(?: +\\d{4})?`,
      'g',
    ),
    '<time>',
  ],
  [/(?<![\d.])1[5-9]\d{8}(?:\d{3}|\d{6}|\d{9})?(?![\d.]\d|\d)/g, '<time>'],
  [/(?<=\b(?:at|started|time=|@) ?)[0-2]\d:[0-5]\d:[0-5]\d(?:[.,]\d+)?/g, '<time>'],
  [/\b[0-2]\d:[0-5]\d:[0-5]\d[.,]\d{3,9}\b/g, '<time>'],
  [/\((?:\d+[.,]\d+ ?(?:[mµun]?s|secs?|seconds)|\d+ ?[mµun]s)\)/g, '(<duration>)'],
  [new RegExp(`(?<=\\w\\.(?:${SOURCE_FILES})):\\d+(?::\\d+)?\\b`, 'g'), ':<line>'],
  [new RegExp(`(?<=\\w\\.(?:${SOURCE_FILES})["')]?,? )line \\d+\\b`, 'g'), 'line <line>'],
  // Addresses of objects: of 64 bits, after "at" of any length, and Java's hash codes.
  [/\b0x(?!([f0])\1+\b)(?:[0-9a-f]{9,16}|[0-9A-F]{9,16})\b/gi, '<address>'],
  [/(?<=\bat )0x[0-9a-f]{4,16}\b/gi, '<address>'],
  [/(?<=[\w\])>$])@(?=[a-f]*\d)[0-9a-f]{5,8}(?![\w.-])/g, '@<address>'],
  [/\bid=(["']?)\d{9,20}\b/g, 'id=$1<address>'],
  [
    /(?<=(?:\b127\.0\.0\.1|\blocalhost|\b0\.0\.0\.0|\[::1?\]):)(?:3[2-9]|[45]\d|6[0-5])\d{3}\b/g,
    '<port>',
  ],
  [/\bip-\d{1,3}(?:-\d{1,3}){3}\b(?:\.[a-z0-9.-]*[a-z0-9])?/g, '<host>'],
  [/\bpid[ =:#_-]{0,2}\d+\b/gi, 'pid <pid>'],
  [/\bprocess(?: id)?[ =:#]{1,2}\d{2,8}(?=\s*$|[)\],:;])/gi, 'process <pid>'],
  [/(?<=[\w.-]\[)\d{2,8}(?=\]:)/g, '<pid>'],
  [/\b(goroutine|tid)[ =:#-]\d+\b/gi, '$1 <pid>'],
  // Commits in versions: as build metadata, and as written by git describe.
  [/\+[0-9a-f]{7,40}(?![0-9a-z])/g, '+<commit>'],
  [/-\d+-g[0-9a-f]{7,40}(?![0-9a-z])/g, '-<commit>'],
  // Generated names of namespaces, pods and other objects.
  [
    new RegExp(
      `\\b(e2e-tests-(?:[a-z0-9]{1,63}-){0,8}(?=\\d)|e2e-(?:[a-z0-9]{1,63}-){1,8}(?=\\d{4}))\\d{1,5}(?![\\w-])`,
      'g',
    ),
    '$1<suffix>',
  ],
  [/\b(namespaces?[ :=/]["']?(?:[a-z0-9]{1,63}-){1,8})\d+(?![\w-])/g, '$1<suffix>'],
  [
    new RegExp(
      `(?<=[a-z0-9]-)(?:[${GENERATED}]{8,10}-)?(?=\\d{0,4}[a-z])(?!${NOT_GENERATED})[${GENERATED}]{5}(?![a-z0-9_])`,
      'g',
    ),
    '<suffix>',
  ],
  // Hexadecimal digits with at least one digit and one letter; not a number with a unit.
  [/(?<=[-_.+/@=:])(?!\d+b?(?![0-9a-z]))(?=[a-f]*\d)[0-9a-f]{6,64}(?![0-9a-zA-Z])/g, '<suffix>'],
  [/\b(?!\d+b?\b)(?=[a-f]*\d)[0-9a-f]{7,64}\b/g, '<hash>'],
  [/(?<=[a-z]-)(?!20[0-3]\d[01]\d[0-3]\d(?!\d))\d{8,20}(?<!000)(?![\w.])/g, '<suffix>'],
];

/** Matches every name that a mask can match; few names match it, so that most are read once. */
const MAY_BE_MASKED = new RegExp(
  [
    String.raw`\d{4}|[0-9a-f]{6}|@[0-9a-f]{5}|0x|:\d|\]:|\(\d|\bip-\d`,
    String.raw`[\\/](?:tmp|temp|shm|T)[\\/]|\btmp`,
    String.raw`\b(?:pid|process|goroutine|tid|line|namespaces?)\b|\bpid[_\d]|\be2e-tests-`,
    `-(?!${NOT_GENERATED})[${GENERATED}]{5}(?![a-z0-9_])`,
  ].join('|'),
  'i',
);

/**
 * Returns a name of a suite, class or test with the parts masked that differ from run to run: addresses, UUIDs, times,
 * numbers of processes and lines, temporary paths, commits and generated suffixes.
 */
export function maskName(name: string): string {
  return MAY_BE_MASKED.test(name) ? applyMasks(name, NAME_MASKS) : name;
}
