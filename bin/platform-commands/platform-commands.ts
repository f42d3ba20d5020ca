import type { Command } from 'commander';
import { enrollCommand } from './enroll-command';
import { inviteCommand } from './invite-command';
import { listCommand } from './list-command';
import { processRequestsCommand } from './process-requests-command';
import { renewalCommand } from './renewal-command';
import { revokeCommand } from './revoke-command';
import { rotateCommand } from './rotate-command';
import { secretCommand } from './secret-commands';
import { showCommand } from './show-command';

/**
 * Adds the commands that operators of the platform run, with AWS credentials of its account. What a command does
 * is loaded when it runs.
 */
export function addPlatformCommands(program: Command): void {
  const commands = [
    enrollCommand(),
    inviteCommand(),
    processRequestsCommand(),
    renewalCommand(),
    listCommand(),
    showCommand(),
    rotateCommand(),
    revokeCommand(),
    secretCommand(),
  ];
  for (const command of commands) program.addCommand(command.helpGroup('For operators:'));
}
