import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Review } from '../../../lib/review/review';
import { reviewRevision } from '../../../lib/review/run-review';
import { copiesOf, git } from '../../fixtures/repositories';

/** Stands for the CDK CLI: the one stack has what stands in the checkout. */
const CLI = `
const { readFileSync, mkdirSync, writeFileSync } = require('node:fs');
const output = process.argv[process.argv.indexOf('-o') + 1];
const text = readFileSync('stack.txt', 'utf8');
if (process.env.AWS_ACCESS_KEY_ID !== undefined) { console.error('has credentials'); process.exit(1); }
if (text === 'broken') { console.error('stack is broken'); process.exit(1); }
mkdirSync(output, { recursive: true });
const Resources = { Raw: { Type: 'AWS::S3::Bucket', Properties: { BucketName: text } } };
writeFileSync(output + '/t.template.json', JSON.stringify({ Resources }));
writeFileSync(output + '/manifest.json', JSON.stringify({
  artifacts: { t: { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-central-1', properties: { templateFile: 't.template.json' } } },
}));
if (text === 'guarded') { console.error('a guard fails'); process.exit(1); }
`;

function write(project: string, file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
}

const LOCK = {
  lockfileVersion: 3,
  packages: { '': { dependencies: { zod: '1' } }, 'node_modules/zod': { version: '1.0.0' } },
};

/** A checkout with one commit. */
function makeProject(files: Readonly<Record<string, string>> = {}): string {
  const project = mkdtempSync(join(tmpdir(), 'project-'));
  const all = {
    '.gitignore': 'node_modules\n',
    'cdk.json': '{}',
    'environments/dev.json': '{}',
    'package-lock.json': JSON.stringify(LOCK),
    'stack.txt': 'before',
    'node_modules/aws-cdk/bin/cdk': CLI,
    ...files,
  };
  for (const [file, text] of Object.entries(all)) if (text !== '') write(project, file, text);
  git(project, 'init', '--quiet', '--initial-branch=main');
  git(project, 'add', '.');
  git(project, 'commit', '--quiet', '-m', 'Before');
  return project;
}

const projectOf = copiesOf(() => makeProject());

function review(project: string, environments: readonly string[] = []): Promise<Review> {
  return reviewRevision({
    project,
    base: 'main',
    environments,
    allowed: [],
    compareAccess: () => ({
      differences: [],
      organizations: { added: [], removed: [] },
      undecided: [],
      compared: { principals: 0, organizations: 0, forms: 0 },
    }),
    onProgress: () => undefined,
  });
}

test('compares the working tree with its base, without credentials, and leaves nothing behind', async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'secret';
  const project = projectOf();
  write(project, 'stack.txt', 'after');
  const before = git(project, 'status', '--porcelain');
  const { base, head, notes, environments, dependencies } = await review(project);
  delete process.env['AWS_ACCESS_KEY_ID'];
  expect(environments.map(({ name, presence, failures }) => [name, presence, failures])).toEqual([
    ['dev', 'both', []],
  ]);
  expect(environments[0]?.resources).toMatchObject({
    changes: { resources: [{ kind: 'replaced', logicalId: 'Raw' }] },
  });
  expect(base).toEqual({ name: 'main', commit: git(project, 'rev-parse', 'main') });
  expect(head).toMatchObject({ name: 'working tree', hasUncommittedChanges: true });
  expect(notes).toEqual(['Changes of the working tree that are not committed are part of the head.']);
  expect(dependencies).toMatchObject({ compared: true, changes: { direct: [] } });
  expect(git(project, 'worktree', 'list').split('\n')).toHaveLength(1);
  expect(git(project, 'status', '--porcelain')).toBe(before);
});

test('an environment of one side only is told as such', async () => {
  const project = projectOf();
  write(project, 'environments/new.json', '{}');
  const { environments } = await review(project);
  expect(environments.map(({ name, presence }) => [name, presence])).toEqual([
    ['dev', 'both'],
    ['new', 'added'],
  ]);
});

test('a head that does not synthesize is told with its last lines, and the base is judged all the same', async () => {
  const project = projectOf();
  write(project, 'stack.txt', 'broken');
  const { environments, outcome } = await review(project);
  expect(environments[0]).toMatchObject({
    failures: [{ side: 'head', reason: 'stack is broken' }],
    resources: { compared: false },
    proof: { base: { verdict: 'violated' }, head: { verdict: 'not judged' } },
  });
  expect(outcome.exitCode).toBe(1);
});

test('what guards leave is reviewed, and that they fail is told', async () => {
  const project = projectOf();
  write(project, 'stack.txt', 'guarded');
  const { environments } = await review(project);
  expect(environments[0]?.failures).toEqual([{ side: 'head', reason: 'a guard fails' }]);
  expect(environments[0]?.resources).toMatchObject({ compared: true });
});

test('a base that is older than what can be synthesized is told', async () => {
  const project = makeProject({ 'cdk.json': '' });
  write(project, 'cdk.json', '{}');
  const { environments } = await review(project);
  expect(environments[0]?.failures).toEqual([
    { side: 'base', reason: 'it has no cdk.json: it is older than what a review can synthesize' },
  ]);
});

test('an environment that no side has is refused', async () => {
  await expect(review(projectOf(), ['prod'])).rejects.toThrow(
    '--environment = "prod": neither side has it; the environments are dev',
  );
});
