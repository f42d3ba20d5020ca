import { Command } from 'commander';
import { EXIT_CODES_HELP, asCommandLine } from '../../config/command-line';
import { addCommand } from './add-command';
import { listCommand } from './list-command';
import { showCommand } from './show-command';

/**
 * `npm run organizations`: what an environment has, and one more.
 * @param directory folder of the environment files.
 */
export function organizationsProgram(directory: string): Command {
  const program = new Command('npm run organizations --')
    .description("Shows an environment's organizations, and adds one to its file.")
    .addCommand(listCommand(directory))
    .addCommand(showCommand(directory))
    .addCommand(addCommand(directory))
    .addHelpText('afterAll', `\n${EXIT_CODES_HELP}`)
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  npm run organizations -- list --environment production',
        '  npm run organizations -- show acme --environment production',
        '  npm run organizations -- add newco --environment production --dry-run',
      ].join('\n'),
    );
  return asCommandLine(program);
}
