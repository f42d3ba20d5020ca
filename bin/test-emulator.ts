import { join } from 'node:path';
import { Command } from 'commander';
import { testEmulator } from '../tools/local/test-emulator';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';

const command = new Command('npm run test:emulator --')
  .description(
    'Lint, format check, types and tests of the emulated account. Installs what they need into .venv.',
  )
  .addHelpText('after', `\n${EXIT_CODES_HELP}\n\nExample:\n  npm run test:emulator`)
  .allowExcessArguments(false)
  .action(async () => {
    process.exitCode = await testEmulator(join(__dirname, '..'));
  });

asCommandLine(command).parseAsync().catch(tellAndEnd);
