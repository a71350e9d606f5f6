import type { FilledSection } from '../fill.ts';
import type { DashboardPage } from '../page.ts';
import type { Shown } from './address.ts';
import { formOf } from './form.ts';
import { lineOf, markup, NOTHING, type Html } from './html.ts';
import { sectionOf } from './section.ts';
import { STYLESHEET_PATH } from './stylesheet.ts';
import { minuteText } from './value.ts';

/** The frame of a page. */
export interface Frame {
  readonly title: string;
  /** Pages of the navigation. */
  readonly navigation: readonly DashboardPage[];
  /** Path of the page. */
  readonly path: string;
  /** The line about the state of the data. */
  readonly state: Html;
  /** Time at which a page was rendered that is shown later, ISO 8601. */
  readonly renderedAt?: string;
}

/** Returns a whole page with its sections. */
export function pageOf(shown: Shown, frame: Frame, filled: readonly FilledSection[]): Html {
  const { page, values } = shown;
  return documentOf(
    frame,
    markup`<p class="lead">${page.lead}</p>
${filled.every(({ isCurrent }) => isCurrent) ? NOTHING : markup`<p class="note">Newer data has arrived and is being read: reload the page in some seconds.</p>`}
${formOf(page, values, filled)}
${filled.map((section) => sectionOf(section, shown))}`,
  );
}

/** Returns a page that says what is wrong, and what to do. */
export function messagePage(frame: Frame, message: string): Html {
  return documentOf(frame, markup`<p class="problem">${lineOf(message)}</p>`);
}

function documentOf({ title, navigation, path, state, renderedAt }: Frame, content: Html): Html {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${lineOf(title)} · ci-signal</title>
<link rel="stylesheet" href="${STYLESHEET_PATH}">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/atom+xml" title="Incidents" href="/incidents.atom">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><a class="brand" href="/">ci-signal</a>
<nav aria-label="Pages"><ul>${navigation.map((page) => navigationItem(page, path))}</ul></nav></header>
<main id="main" tabindex="-1">
<h1>${lineOf(title)}</h1>
<p class="state">${state}${renderedAt === undefined ? NOTHING : markup` As of <time datetime="${renderedAt}">${minuteText(renderedAt)} UTC</time>, ages included.`}</p>
${content}
</main>
</body>
</html>
`;
}

function navigationItem(page: DashboardPage, path: string): Html {
  const current = page.path === path ? markup` aria-current="page"` : NOTHING;
  return markup`<li><a href="${page.path}"${current}>${page.navigation}</a></li>`;
}
