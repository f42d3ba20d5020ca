import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');

test('every npm script is in the table of commands, with what it takes', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const rows = read('CONTRIBUTING.md').match(/^\| `npm .*$/gm) ?? [];
  for (const script of Object.keys(scripts)) {
    const command = script === 'test' ? 'npm test' : `npm run ${script}`;
    const row = rows.find((line) => new RegExp(`\`${command}[\` ]`).test(line));
    expect([script, row?.match(/\| [^|]*\d[^|]* \|$|minutes \|$|seconds \|$/)]).toEqual([
      script,
      expect.anything(),
    ]);
  }
});

const WORKFLOWS = readdirSync(join(ROOT, '.github', 'workflows'));

test.each(WORKFLOWS)('%s takes actions by the hash of a commit, and gives them no credentials', (file) => {
  const workflow = read('.github', 'workflows', file);
  const uses = [...workflow.matchAll(/uses: (\S+)(.*)/g)];
  expect(uses.length).toBeGreaterThan(0);
  for (const [, action = '', comment] of uses) {
    expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
  }
  const checkouts = workflow.match(/uses: actions\/checkout@/g) ?? [];
  expect(workflow.match(/persist-credentials: false/g)).toHaveLength(checkouts.length);
  expect(workflow).toMatch(/^permissions:\n {2}contents: read$/m);
});

/** What runs with more than permission to read may take nothing from a cache, and run no script of a package. */
test.each(
  WORKFLOWS.filter((file) => /(?:id-token|pull-requests): write/.test(read('.github', 'workflows', file))),
)('%s runs its privileged jobs without caches, scripts of packages and secrets', (file) => {
  const workflow = read('.github', 'workflows', file);
  const setups = workflow.match(/uses: actions\/setup-node@/g) ?? [];
  expect(workflow.match(/package-manager-cache: false/g) ?? []).toHaveLength(setups.length);
  expect(workflow.match(/npm ci(?! --ignore-scripts)/g)).toBeNull();
  expect(workflow).not.toContain('secrets.');
  // Every value that somebody else may choose gets to a command as a variable.
  expect(workflow.match(/^ *(?:- )?run:.*\$\{\{/gm)).toBeNull();
});

test('the workflow that computes a review has no permission but to read, and no secret', () => {
  const workflow = read('.github', 'workflows', 'review.yml');
  expect(workflow).toMatch(/^on:\n {2}pull_request:$/m);
  expect(workflow.match(/permissions:/g)).toHaveLength(1);
  expect(workflow).not.toMatch(/secrets\.|: write/);
});

test('the workflow that comments takes no code from the pull request', () => {
  const workflow = read('.github', 'workflows', 'review-comment.yml');
  expect(workflow).not.toMatch(/\bref:|repository:|pull_request_target/);
});

test('the changelog has the version of the package, on top', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(/^## \[(.*)\]/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version);
});
