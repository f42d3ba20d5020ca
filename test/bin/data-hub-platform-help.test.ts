import { Command } from 'commander';
import { addPlatformCommands } from '../../bin/platform-commands/platform-commands';

/** Every command, by its words. */
function commands(parent: Command, words: readonly string[] = []): [string, Command][] {
  return parent.commands.flatMap((command) => {
    const named = [...words, command.name()];
    const below = commands(command, named);
    return below.length > 0 ? below : [[named.join(' '), command] as [string, Command]];
  });
}

const program = new Command();
addPlatformCommands(program);
const all = commands(program);

test('there is a command for each thing that operators do', () => {
  expect(all.map(([words]) => words)).toEqual([
    'enroll',
    'invite',
    'process-requests',
    'renewal',
    'list',
    'show',
    'rotate',
    'revoke',
    'secret put',
    'secret get',
    'secret list',
    'secret delete',
  ]);
});

test.each(all)('the help of %s has an example, and a result for programs', (words, command) => {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
  expect(text).toContain(`data-hub ${words} `);
  expect(text).toContain('--json');
});

test('no command takes a secret as an argument', () => {
  const flags = all.flatMap(([, command]) => command.options.map(({ flags: form }) => form));
  expect(flags.filter((form) => /value|secret|password|code/i.test(form))).toEqual([]);
});
