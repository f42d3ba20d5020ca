import { Command } from 'commander';
import { addHubCommands } from './hub-commands';

/** `data-hub` as a hub gets it, in one file: without the commands of the platform's operators. */
const program = new Command('data-hub').description(
  "A Data Hub's commands: its key, its credentials, and whether it is well.",
);
addHubCommands(program);
void program.parseAsync();
