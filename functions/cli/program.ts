import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { coverageCommand } from './commands/coverage.ts';
import { deadLettersCommand } from './commands/dead-letters.ts';
import { deployCommand } from './commands/deploy.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { failureCommand } from './commands/failure.ts';
import { ingestCommand } from './commands/ingest.ts';
import { issuesCommand } from './commands/issues.ts';
import { lookerStudioCommand } from './commands/looker-studio.ts';
import { mcpCommand } from './commands/mcp.ts';
import { modelsCommand } from './commands/models.ts';
import { parseCommand } from './commands/parse.ts';
import { pollCommand } from './commands/poll.ts';
import { purgeCommand } from './commands/purge.ts';
import { queryCommand } from './commands/query.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { refreshCommand } from './commands/refresh.ts';
import { reportCommand } from './commands/report.ts';
import { schemaCommand } from './commands/schema.ts';
import { serveCommand } from './commands/serve.ts';
import { simulateCommand } from './commands/simulate.ts';
import { startCommand } from './commands/start.ts';
import type { OpenPorts } from './ports.ts';

const DESCRIPTION =
  "Turns the files that CI builds upload to a bucket (Prow's JSON files, JUnit reports, build logs, coverage reports, " +
  'version markers) into rows of a warehouse, and answers questions about them.';

const EXAMPLES = `
Examples:
  ci-signal start
  ci-signal ingest gs://kubernetes-ci-logs/logs/e2e-kops-grid-calico-u2404-k35/
  ci-signal query flaky_tests --limit 10

Exit codes: 0 success, 1 problems found, 2 wrong usage. \`ci-signal help <command>\` describes a command.
`;

/**
 * Returns the command line: each command is declared in commands/, and loads what it does from actions/ when it runs.
 *
 * @param setExitCode called by a command that ends with an exit code other than 0
 */
export function createProgram(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  const program = new Command('ci-signal')
    .description(DESCRIPTION)
    .version(packageJson.version)
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('Run the command with --help for its usage.');
  const commands = [
    startCommand(openPorts, setExitCode),
    ingestCommand(openPorts, setExitCode),
    reconcileCommand(openPorts, setExitCode),
    pollCommand(openPorts, setExitCode),
    purgeCommand(openPorts, setExitCode),
    queryCommand(openPorts),
    serveCommand(openPorts),
    reportCommand(openPorts),
    issuesCommand(openPorts, setExitCode),
    failureCommand(openPorts),
    mcpCommand(openPorts),
    coverageCommand(openPorts, setExitCode),
    schemaCommand(openPorts),
    modelsCommand(openPorts),
    lookerStudioCommand(openPorts),
    deployCommand(openPorts, setExitCode),
    refreshCommand(openPorts),
    deadLettersCommand(openPorts, setExitCode),
    parseCommand(openPorts, setExitCode),
    simulateCommand(openPorts),
    evaluateCommand(openPorts, setExitCode),
  ];
  for (const command of commands) {
    program.addCommand(command.copyInheritedSettings(program));
    for (const subcommand of command.commands) subcommand.copyInheritedSettings(program);
  }
  return program;
}
