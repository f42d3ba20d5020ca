import { Command } from 'commander';
import { asCommandLine, EXIT_CODES_HELP } from '../../../config/command-line';
import { versionText } from '../src/version';
import { addHubCommands } from './hub-commands';

/** `data-hub` as a hub gets it, in one file: without the commands of the platform's operators. */
const program = new Command('data-hub')
  .description("A Data Hub's commands: its key, its credentials, and whether it is well.")
  .version(versionText(), '-V, --version', 'print version and commit');
addHubCommands(program);
program.addHelpText('afterAll', `\n${EXIT_CODES_HELP}`);
void asCommandLine(program).parseAsync();
