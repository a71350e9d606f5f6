import { createHash } from 'node:crypto';

/** The stylesheet of all pages. Colours of states differ in lightness as well, and every state has a sign. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1f24; --soft: #57606a; --line: #d8dee4; --fill: #f6f8fa; --link: #0550ae;
  --good: #116329; --good-fill: #dafbe1; --bad: #a40e26; --bad-fill: #ffd7d5; --warn: #7d4e00; --warn-fill: #fff1c2;
  --mute: #57606a; --mute-fill: #eaeef2;
  --s0: #0550ae; --s1: #b35900; --s2: #116329; --s3: #8250df; --s4: #a40e26; --s5: #57606a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1117; --ink: #e6edf3; --soft: #9ea7b3; --line: #30363d; --fill: #161b22; --link: #79c0ff;
    --good: #7ee787; --good-fill: #12361f; --bad: #ffa198; --bad-fill: #4b1113; --warn: #f2cc60; --warn-fill: #3d2e00;
    --mute: #9ea7b3; --mute-fill: #21262d;
    --s0: #79c0ff; --s1: #ffa657; --s2: #7ee787; --s3: #d2a8ff; --s4: #ffa198; --s5: #9ea7b3;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 0.9375rem/1.45 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
p a, dd a, .problem a { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
.skip { position: absolute; left: -99rem; background: var(--paper); padding: 0.5rem; }
.skip:focus { left: 0; top: 0; z-index: 1; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; padding: 0.5rem 1rem;
  border-bottom: 1px solid var(--line); background: var(--fill); }
.brand { font-weight: 700; color: var(--ink); padding: 0.25rem 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 0.25rem; margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 0.25rem 0.5rem; border-radius: 4px; }
nav a[aria-current] { background: var(--ink); color: var(--paper); }
main { padding: 0.5rem 1rem 3rem; max-width: 120rem; margin: 0 auto; outline: none; }
h1 { font-size: 1.375rem; margin: 0.5rem 0 0; overflow-wrap: anywhere; }
h2 { font-size: 1.0625rem; margin: 0; overflow-wrap: anywhere; }
section { margin: 1.75rem 0 0; scroll-margin-top: 0.5rem; }
.lead, .about, .state, .tools, .legend, .note, small { color: var(--soft); }
.lead { margin: 0.25rem 0; max-width: 60rem; }
.state, .about { margin: 0.125rem 0; font-size: 0.875rem; max-width: 75rem; overflow-wrap: anywhere; }
.about { margin-bottom: 0.5rem; }
.problem, .empty, .note { border-left: 4px solid var(--line); padding: 0.25rem 0.75rem; margin: 0.5rem 0; overflow-wrap: anywhere; }
.problem { border-color: var(--bad); }
.scroll { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; max-width: 100%; width: fit-content; }
table { border-collapse: collapse; font-size: 0.875rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.625rem; border-bottom: 1px solid var(--line);
  max-width: 34rem; overflow-wrap: break-word; }
tbody tr:last-child > * { border-bottom: 0; }
tbody tr:hover > * { background: var(--fill); }
thead th { background: var(--fill); white-space: nowrap; font-weight: 600; }
thead a { color: var(--ink); display: inline-block; min-height: 1.5rem; }
tbody th { font-weight: 500; min-width: 9rem; }
@media (min-width: 64rem) { tbody th { min-width: 20rem; } }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.code, pre, .strip { font-family: ui-monospace, monospace; }
.code { font-size: 0.8125rem; }
thead .code { font-family: inherit; font-size: inherit; }
td.long { min-width: 16rem; }
.message { white-space: pre-wrap; min-width: 16rem; overflow-wrap: anywhere; }
td time { white-space: nowrap; }
.badge { display: inline-block; padding: 0 0.5rem; border-radius: 1rem; font-weight: 600; font-size: 0.8125rem; white-space: nowrap; }
.good { color: var(--good); background: var(--good-fill); }
.bad { color: var(--bad); background: var(--bad-fill); }
.warn { color: var(--warn); background: var(--warn-fill); }
.mute { color: var(--mute); background: var(--mute-fill); }
.strip { white-space: nowrap; font-size: 0.8125rem; line-height: 1.25rem; }
.strip i, .legend i { font-style: normal; display: inline-block; }
.strip .bad, .strip .warn { font-weight: 700; }
.legend { font-size: 0.875rem; margin: 0.25rem 0; overflow-wrap: anywhere; }
.legend span { margin-right: 0.75rem; }
.legend i { width: 1.25rem; text-align: center; }
.matrix th, .matrix td { padding: 0.125rem 0.375rem; }
.matrix td { text-align: center; border-left: 1px solid var(--line); min-width: 1.5rem; }
.matrix td a { color: inherit; font-weight: 700; display: block; min-height: 1.5rem; }
.matrix tbody tr:hover td:not([class]) { background: none; }
.matrix tbody tr:hover .good { background: var(--good-fill); }
.matrix tbody tr:hover .bad { background: var(--bad-fill); }
.matrix tbody tr:hover .warn { background: var(--warn-fill); }
.matrix tbody tr:hover .mute { background: var(--mute-fill); }
.matrix tbody th { max-width: 30rem; }
.tools { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0.375rem 0; font-size: 0.875rem; align-items: baseline; }
details { max-width: 100%; }
summary { cursor: pointer; min-height: 1.5rem; }
pre { overflow: auto; max-width: 100%; padding: 0.5rem; background: var(--fill); border: 1px solid var(--line); font-size: 0.8125rem; }
.tools details[open] { flex-basis: 100%; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); gap: 0.5rem 1.5rem; margin: 0.5rem 0; }
dt { color: var(--soft); font-size: 0.8125rem; }
dd, dd.n { margin: 0; overflow-wrap: anywhere; text-align: left; white-space: normal; }
ddtd.long { min-width: 16rem; }
.message { white-space: pre-wrap; min-width: 0; }
form { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; margin: 0.75rem 0; padding: 0.75rem;
  border: 1px solid var(--line); border-radius: 6px; background: var(--fill); }
label { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.125rem; font-size: 0.8125rem; color: var(--soft); max-width: 100%; }
input, select, button, textarea { font: inherit; font-size: 0.9375rem; color: var(--ink); background: var(--paper);
  border: 1px solid var(--soft); border-radius: 4px; padding: 0.25rem 0.5rem; max-width: 100%; }
select { max-width: 16rem; }
input::placeholder { color: var(--soft); opacity: 1; }
button { font-weight: 600; cursor: pointer; }
textarea { width: 100%; max-width: 60rem; font-family: ui-monospace, monospace; font-size: 0.8125rem; }
.trend { display: block; width: 100%; max-width: 60rem; height: auto; }
.trend line { stroke: var(--line); }
.trend text { fill: var(--soft); font-size: 12px; }
.trend polyline, .key line { fill: none; stroke-width: 2; }
.key { width: 1.5rem; height: 0.5rem; }
.map { display: block; width: 100%; max-width: 60rem; height: auto; }
.map.narrow { display: none; }
.map rect { stroke: var(--paper); }
.map text { font-size: 12px; }
.map a:focus-visible { outline: none; }
.map a:focus-visible rect:first-of-type, .map a:hover rect:first-of-type { stroke: var(--link); stroke-width: 4; }
rect.m0 { fill: #08306b; } rect.m1 { fill: #1c5f9e; } rect.m2 { fill: #6baed6; } rect.m3 { fill: #b5d4e9; } rect.m4 { fill: #eff5fc; }
text.m0, text.m1 { fill: #fff; } text.m2, text.m3, text.m4 { fill: #111; }
i.m0 { background: #08306b; color: #fff; } i.m1 { background: #1c5f9e; color: #fff; } i.m2 { background: #6baed6; color: #111; }
i.m3 { background: #b5d4e9; color: #111; } i.m4 { background: #eff5fc; color: #111; }
.legend i.key { height: auto; }
.crumbs { margin: 0.25rem 0; overflow-wrap: anywhere; }
.s0 { stroke: var(--s0); } .s1 { stroke: var(--s1); stroke-dasharray: 6 3; } .s2 { stroke: var(--s2); stroke-dasharray: 2 2; }
.s3 { stroke: var(--s3); stroke-dasharray: 8 3 2 3; } .s4 { stroke: var(--s4); stroke-dasharray: 10 4; }
.s5 { stroke: var(--s5); stroke-dasharray: 4 4; }
circle { stroke-dasharray: none; fill: var(--paper); }
@media (max-width: 40rem) { .map.wide { display: none; } .map.narrow { display: block; } }
@media (min-width: 120rem) { body { font-size: 1.125rem; } }
@media print {
  nav, form, .tools, .skip { display: none; }
  .scroll { overflow: visible; border: 0; }
  th, td { max-width: none; }
  section { break-inside: auto; }
  tr { break-inside: avoid; }
  .good, .bad, .warn, .mute { background: none; color: #000; }
  body { background: #fff; color: #000; font-size: 10pt; }
}
`;

/** Path of the stylesheet, another one for each content, so that browsers may keep it. */
export const STYLESHEET_PATH = `/style-${createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 12)}.css`;
