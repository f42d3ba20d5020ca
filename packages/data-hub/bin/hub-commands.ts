import type { Command } from 'commander';
import { agentCommand } from './agent-command';
import { credentialsCommand } from './credentials-command';
import { csrCommand } from './csr-command';
import { doctorCommand } from './doctor-command';
import { proofCommand } from './proof-command';
import { renewCommand } from './renew-command';
import { setupCommand } from './setup-command';

/**
 * Adds the commands that run on a hub, without any AWS credentials. What a command does is loaded when it runs,
 * so that `credentials` answers AWS tools quickly.
 */
export function addHubCommands(program: Command): void {
  const commands = [
    setupCommand(),
    csrCommand(),
    credentialsCommand(),
    agentCommand(),
    doctorCommand(),
    renewCommand(),
    proofCommand(),
  ];
  for (const command of commands) program.addCommand(command.helpGroup('On the hub:'));
}
