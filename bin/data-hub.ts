import { Command } from 'commander';
import { asCommandLine, EXIT_CODES_HELP } from '../config/command-line';
import { addHubCommands } from '../packages/data-hub/bin/hub-commands';
import { versionText } from '../packages/data-hub/src/version';
import { addPlatformCommands } from './platform-commands/platform-commands';

const program = new Command('data-hub')
  .description(
    'Data Hubs: enrol, rotate and revoke them (platform side); keys, credentials and checks (hub side).',
  )
  .version(versionText(), '-V, --version', 'print version and commit');
addHubCommands(program);
addPlatformCommands(program);
program.addHelpText('afterAll', `\n${EXIT_CODES_HELP}`);
void asCommandLine(program).parseAsync();
