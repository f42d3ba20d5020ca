import { Command } from 'commander';
import { EXIT_CODES_HELP, outliveClosedOutput, refuseBadArguments } from '../config/command-line';
import { addHubCommands } from '../packages/data-hub/bin/hub-commands';
import { addPlatformCommands } from './platform-commands/platform-commands';

outliveClosedOutput();
const program = new Command('data-hub').description(
  'Data Hubs: enrol, rotate and revoke them (platform side); keys, credentials and checks (hub side).',
);
addHubCommands(program);
addPlatformCommands(program);
program.addHelpText('afterAll', `\n${EXIT_CODES_HELP}`);
void refuseBadArguments(program).parseAsync();
