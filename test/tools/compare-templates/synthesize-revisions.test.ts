import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compareWithRevision } from '../../../tools/compare-templates/synthesize-revisions';
import { copiesOf, git } from '../../fixtures/repositories';

/** Stands for the CDK CLI: the one stack says what stands in the checkout, and in its own package. */
const CLI = `
const { readFileSync, mkdirSync, writeFileSync } = require('node:fs');
const output = process.argv[process.argv.indexOf('-o') + 1];
const environment = process.argv[process.argv.indexOf('-c') + 1].split('=')[1];
const text = (file) => readFileSync(file, 'utf8');
if (text('stack.txt') === 'broken') { console.error('stack is broken'); process.exit(1); }
mkdirSync(output, { recursive: true });
writeFileSync(output + '/t.template.json', JSON.stringify({ stack: text('stack.txt'), own: text('node_modules/own/own.txt') }));
writeFileSync(output + '/manifest.json', JSON.stringify({
  artifacts: { [environment]: { type: 'aws:cloudformation:stack', properties: { templateFile: 't.template.json' } } },
}));
`;

/** A checkout with one commit, whose stack is `before`. */
const projectOf = copiesOf(() => {
  const project = mkdtempSync(join(tmpdir(), 'project-'));
  write(project, '.gitignore', 'node_modules\n');
  write(project, 'environments/dev.json', '{}');
  write(project, 'package-lock.json', '{}');
  write(project, 'packages/own/own.txt', 'before');
  write(project, 'stack.txt', 'before');
  write(project, 'node_modules/aws-cdk/bin/cdk', CLI);
  symlinkSync(join('..', 'packages', 'own'), join(project, 'node_modules', 'own'));
  git(project, 'init', '--quiet', '--initial-branch=main');
  git(project, 'add', '.');
  git(project, 'commit', '--quiet', '-m', 'Before');
  return project;
});

function write(project: string, file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
}

function compare(
  project: string,
  baseRef = 'main',
  lines: string[] = [],
): ReturnType<typeof compareWithRevision> {
  return compareWithRevision({ project, baseRef, onProgress: (line) => lines.push(line) });
}

test('a working tree like its base compares as identical, and no worktree is left', async () => {
  const project = projectOf();
  expect(await compare(project)).toEqual([{ name: 't', verdict: 'identical' }]);
  expect(git(project, 'worktree', 'list').split('\n')).toHaveLength(1);
});

test('a change of the working tree shows, also one in a package of the repository', async () => {
  const project = projectOf();
  write(project, 'stack.txt', 'after');
  write(project, 'packages/own/own.txt', 'after');
  expect(await compare(project)).toEqual([
    {
      name: 't',
      verdict: 'different',
      differences: [
        { kind: 'content', subject: 'stack', path: '', base: 'before', head: 'after' },
        { kind: 'content', subject: 'own', path: '', base: 'before', head: 'after' },
      ],
    },
  ]);
});

test('an environment of one side only shows, and so does another set of packages', async () => {
  const project = projectOf();
  write(project, 'environments/new.json', '{}');
  write(project, 'package-lock.json', '{"other": true}');
  const lines: string[] = [];
  expect(await compare(project, 'main', lines)).toEqual([
    { name: 't', verdict: 'identical' },
    { name: 't', verdict: 'only in head' },
  ]);
  expect(lines).toEqual([
    'package-lock.json differs: both sides are synthesized with the packages of this checkout',
    'synthesizing dev, base and head',
    'synthesizing new, base and head',
  ]);
});

test('a synth that fails is told with its last lines, and no worktree is left', async () => {
  const project = projectOf();
  write(project, 'stack.txt', 'broken');
  await expect(compare(project)).rejects.toThrow(/cdk synth of dev in .* failed:\nstack is broken/);
  expect(git(project, 'worktree', 'list').split('\n')).toHaveLength(1);
});

test('a revision that does not exist is refused', async () => {
  await expect(compare(projectOf(), 'no-such-branch')).rejects.toThrow(
    '--base-ref = "no-such-branch": no such branch, tag or commit',
  );
});
