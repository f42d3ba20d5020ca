import { execFileSync } from 'node:child_process';
import { shellCommand, shellWord } from '../../../packages/data-hub/src/shell-word';

test.each([
  ['/etc/data-hub/hub.json', '/etc/data-hub/hub.json'],
  ['/home/a b/hub.json', '"/home/a b/hub.json"'],
  ["/home/it's/hub.json", `"/home/it's/hub.json"`],
  ['/home/$USER/hub.json', "'/home/$USER/hub.json'"],
  [`/home/"it's"`, `'/home/"it'\\''s"'`],
  ['', '""'],
])('%s is written as %s', (word, written) => {
  expect(shellWord(word)).toBe(written);
});

test.each(['/a b/c', "it's", '$HOME', '`id`', 'a\\b', 'a"b', 'a!b', '#a', '*', "'", '~', 'a;b'])(
  'a shell reads %s back as it is, between its neighbours',
  (word) => {
    const command = shellCommand(['printf', '%s|', 'before', word, 'after']);

    expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' })).toBe(`before|${word}|after|`);
  },
);
