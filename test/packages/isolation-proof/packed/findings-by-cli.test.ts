import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOOK } from '../../../fixtures/command-host';
import { endOf, ROOT, type Run } from '../../../fixtures/commands';

const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

const folder = mkdtempSync(join(tmpdir(), 'findings-by-cli-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** `cdk synth` of the app, of these stacks or of all: the CLI itself decides which findings it shows, and how it ends. */
function synth(unknownIn: string, ...stacks: readonly string[]): Promise<Run> {
  const app = `"${process.execPath}" --require "${HOOK}" "${join(__dirname, 'two-stacks-app.ts')}" ${unknownIn}`;
  const options = ['--app', app, '--quiet', '--no-notices', '--output', folder];
  return endOf(CDK, ['synth', ...stacks, ...options], { ...process.env, CDK_VALIDATION: 'false' }, folder);
}

const UNKNOWN = 'Cannot prove isolation: ';

test('nothing is found where nothing is unknown', async () => {
  expect(await synth('nowhere')).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining(UNKNOWN) as string,
  });
}, 60_000);

test('what is found is placed, and counted', async () => {
  const { status, stderr } = await synth('second');
  expect(status).toBe(1);
  expect(stderr).toContain(`${UNKNOWN}Second/`);
  expect(stderr).toContain('Isolation is not proved: one finding\n  isolation/undecided: Second/');
  // No acknowledgement silences it.
  expect(stderr).not.toContain("Acknowledge with 'IsolationProof");
}, 60_000);

test('what is found in a stack that was not selected fails the others', async () => {
  const { status, stderr } = await synth('second', 'First');
  expect(status).toBe(1);
  expect(stderr).toContain('Isolation is not proved: one finding\n  isolation/undecided: Second/');
}, 60_000);

test('what is found in a template that is not synthesized fails the synth', async () => {
  const { status, stderr } = await synth('elsewhere');
  expect(status).toBe(1);
  expect(stderr).toContain(`${UNKNOWN}Elsewhere/Odd`);
}, 60_000);
