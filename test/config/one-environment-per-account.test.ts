import { chmodSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadEnvironment } from '../../config/load-environment';
import { files, LEAST } from './environment-files';

const pathOf = (name: string): string => relative(process.cwd(), join(files.directory, `${name}.json`));

describe('two environments in one account and Region are refused', () => {
  test('from either side, naming both files', () => {
    files.write('dev', LEAST);
    files.write('dev2', LEAST);
    for (const [name, other] of [
      ['dev', 'dev2'],
      ['dev2', 'dev'],
    ] as const) {
      expect(files.problemsOf(() => loadEnvironment(name, files.directory))).toEqual([
        {
          place: name === 'dev' ? '$.account' : `${pathOf(name)} $.account`,
          value: LEAST['account'],
          fix: expect.stringContaining(
            `${pathOf(other)} is in the same account and Region (eu-central-1)`,
          ) as string,
        },
      ]);
    }
  });

  test('with every other file that is there, not only the first', () => {
    for (const name of ['aa', 'bb', 'cc']) files.write(name, LEAST);
    const fixes = files.problemsOf(() => loadEnvironment('bb', files.directory)).map(({ fix }) => fix);
    expect(fixes).toEqual([expect.stringContaining(pathOf('aa')), expect.stringContaining(pathOf('cc'))]);
  });

  test.each([
    ['whose namePrefix differs', JSON.stringify({ ...LEAST, namePrefix: 'other' })],
    [
      'with a trailing comma and a comment',
      '{ "account": "111122223333", // ours\n "region": "eu-central-1", }',
    ],
    ['that is cut off', '{ "account": "111122223333", "region": "eu-central-1", "organizations": [{'],
    ['with a byte-order mark', `\uFEFF${JSON.stringify(LEAST)}`],
    [
      'that says its account twice',
      '{ "account": "111122223333", "region": "eu-central-1", "account": "999999999999" }',
    ],
    ['that is invalid elsewhere', JSON.stringify({ ...LEAST, organizations: 'none' })],
  ])('and one %s hides nothing', (_, other) => {
    files.write('dev', LEAST);
    writeFileSync(join(files.directory, 'other.json'), other);
    expect(files.problemsOf(() => loadEnvironment('dev', files.directory))).toHaveLength(1);
  });

  test('together with the file’s other problems', () => {
    files.write('other', LEAST);
    const problems = files.problemsWith({ ...LEAST, dataConnectorRepositories: ['sftp', 'sftp'] });
    expect(problems.map(({ place }) => place)).toEqual(['$.dataConnectorRepositories[1]', '$.account']);
  });
});

test.each([
  ['another account', JSON.stringify({ ...LEAST, account: '444455556666' })],
  ['another Region', JSON.stringify({ ...LEAST, region: 'eu-west-1' })],
  [
    'its account inside an organization',
    '{ "organizations": [{ "account": "111122223333", "region": "eu-central-1" }] }',
  ],
  ['no JSON at all', 'account 111122223333 region eu-central-1'],
  ['nothing', ''],
  ['a list', '[{ "account": "111122223333", "region": "eu-central-1" }]'],
])('a file with %s beside it does not break an environment', (_, other) => {
  files.write('dev', LEAST);
  writeFileSync(join(files.directory, 'other.json'), other);
  expect(loadEnvironment('dev', files.directory).account).toBe('111122223333');
});

test('a file whose name no environment can have does not break an environment', () => {
  files.write('dev', LEAST);
  files.write('dev.example', LEAST);
  expect(loadEnvironment('dev', files.directory).account).toBe('111122223333');
});

test('a file that cannot be read does not break an environment', () => {
  files.write('dev', LEAST);
  files.write('other', LEAST);
  chmodSync(join(files.directory, 'other.json'), 0o000);
  const readable = process.getuid?.() === 0;
  expect(files.problemsOf(() => loadEnvironment('dev', files.directory))).toHaveLength(readable ? 1 : 0);
});
