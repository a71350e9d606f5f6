import { Command, InvalidArgumentError, Option } from 'commander';
import { parseGitHubApi, parseGitHubRepository } from '../../../shared/config/github-config.ts';
import type { IssuesOptions } from '../actions/issues.ts';
import { formatOption, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

const DESCRIPTION =
  'Opens, updates and closes issues at GitHub, one for each incident that goes on and each test that is certainly flaky and ' +
  'costly; ten and more new ones of a kind get one issue together. An issue is found again by its label and a comment in its ' +
  'body, so that a second run changes nothing. When the incident has ended, its issue is closed with a comment; when it begins ' +
  'again, the issue is opened again. An issue that a person has closed stays closed until its subject has ended and begins again. The ' +
  'token of GITHUB_TOKEN has to be allowed to write issues.';

const EXAMPLES = `
Examples:
  ci-signal issues --repo my-org/ci-issues --dry-run
  GITHUB_TOKEN=... ci-signal issues --repo my-org/ci-issues --only incidents

Each warehouse needs a label of its own in a repository. With --dry-run the command ends with 1 if something would be changed.
`;

/** Returns the command `issues`. */
export function issuesCommand(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  return new Command('issues')
    .summary('open, update and close issues about incidents and flaky tests')
    .description(DESCRIPTION)
    .requiredOption('--repo <owner/name>', 'repository at GitHub', parseGitHubRepository)
    .option('--dry-run', 'read the issues, print what would be done, and change nothing', false)
    .addOption(
      new Option('--only <subjects>', 'by default issues are about both').choices([
        'incidents',
        'flakes',
      ]),
    )
    .option('--label <name>', 'label of the issues', parseLabel, 'ci-signal')
    .option('--dashboard <url>', 'URL of the dashboard, to which issues link', parseDashboard)
    .option('--api-url <url>', 'API of a GitHub Enterprise, https://<host>/api/v3', parseGitHubApi)
    .option('--simulated', 'open issues about simulated history, for a trial', false)
    .addOption(formatOption())
    .addOption(warehouseOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: IssuesOptions) => {
      const { keepIssues } = await import('../actions/issues.ts');
      const isUpToDate = await keepIssues(await openPorts(), options);
      if (options.dryRun && !isUpToDate) setExitCode(1);
    });
}

/** @throws InvalidArgumentError for a name that a label cannot have */
function parseLabel(text: string): string {
  if (!/^[^,\p{Cc}]{1,50}$/u.test(text) || text.trim() !== text) {
    throw new InvalidArgumentError('Pass a name of 1 to 50 characters without a comma.');
  }
  return text;
}

/** @throws InvalidArgumentError for a text that is no URL of a server */
function parseDashboard(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['https:', 'http:'].includes(url.protocol) || url.search !== '') {
    throw new InvalidArgumentError('Pass a URL such as https://ci.example.com.');
  }
  return url.href.replace(/\/$/, '');
}
