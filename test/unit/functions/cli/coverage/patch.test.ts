import { expect, test } from 'vitest';
import { parsePatch } from '../../../../../functions/cli/coverage/patch.ts';

test.each([
  { about: 'no changes', patch: '', added: [] },
  {
    about: 'a hunk with context, and one without',
    patch: `--- a/src/a.ts
+++ b/src/a.ts
@@ -1,3 +1,4 @@
 one
+two
-old
 three
+four
@@ -20 +21,2 @@ function f() {
+x
+y
`,
    added: [['src/a.ts', [2, 4, 21, 22]]],
  },
  {
    about: 'a line that begins with +++, and a removed file',
    patch: `--- a/a.md
+++ b/a.md
@@ -0,0 +1,2 @@
+++ not a header
+second
--- a/gone.c
+++ /dev/null
@@ -1,2 +0,0 @@
-a
-b
`,
    added: [['a.md', [1, 2]]],
  },
  {
    about: 'no end of line at the end, and a time after the name',
    patch: `--- old/a.c\t2026-11-20
+++ a.c\t2026-11-21
@@ -1 +1 @@
-a
\\ No newline at end of file
+b
\\ No newline at end of file
`,
    added: [['a.c', [1]]],
  },
])('$about', ({ patch, added }) => {
  expect([...parsePatch(patch)]).toEqual(added);
});
