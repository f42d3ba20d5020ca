import type { Command } from 'commander';
import { tellAndEnd } from '../../../config/command-line';
import { checkPlatform } from '../src/supported-platform';
import { agentCommand } from './agent-command';
import { credentialsCommand } from './credentials-command';
import { csrCommand } from './csr-command';
import { doctorCommand } from './doctor-command';
import { proofCommand } from './proof-command';
import { refreshCommand } from './refresh-command';
import { renewCommand } from './renew-command';
import { setupCommand } from './setup-command';
import { updateCredentialsFileCommand } from './update-credentials-file-command';
import { uploadCommand } from './upload-command';

/**
 * Adds the commands that run on a hub, without any AWS credentials. What a command does is loaded when it runs,
 * so that `credentials` answers AWS tools quickly. None of them does anything on a platform that is not supported.
 */
export function addHubCommands(program: Command): void {
  const commands = [
    setupCommand(),
    csrCommand(),
    credentialsCommand(),
    updateCredentialsFileCommand(),
    agentCommand(),
    refreshCommand(),
    uploadCommand(),
    doctorCommand(),
    renewCommand(),
    proofCommand(),
  ];
  for (const command of commands) {
    program.addCommand(command.helpGroup('On the hub:').hook('preAction', endIfUnsupported));
  }
}

function endIfUnsupported(): void {
  try {
    checkPlatform();
  } catch (error) {
    tellAndEnd(error);
    process.exit();
  }
}
