import { join } from 'node:path';
import { Command } from 'commander';
import { testExample } from '../tools/local/test-example';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';

const command = new Command('npm run test:example --')
  .description(
    'Lint, format check, types and tests of examples/pipeline. Installs what they need into .venv and, for Spark, ' +
      'into examples/pipeline/glue-job/.venv.',
  )
  .addHelpText('after', `\n${EXIT_CODES_HELP}\n\nExample:\n  npm run test:example`)
  .allowExcessArguments(false)
  .action(async () => {
    process.exitCode = await testExample(join(__dirname, '..'));
  });

asCommandLine(command).parseAsync().catch(tellAndEnd);
