import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOOK } from '../../../fixtures/command-host';
import { ROOT } from '../../../fixtures/commands';

const folder = mkdtempSync(join(tmpdir(), 'findings-by-cli-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** `cdk synth` of the app, of these stacks or of all: the CLI itself decides which findings it shows, and how it ends. */
function synth(unknownIn: string, ...stacks: readonly string[]): { status: number | null; stderr: string } {
  const app = `"${process.execPath}" --require "${HOOK}" "${join(__dirname, 'two-stacks-app.ts')}" ${unknownIn}`;
  const command = [join(ROOT, 'node_modules/aws-cdk/bin/cdk'), 'synth', ...stacks];
  const options = ['--app', app, '--quiet', '--no-notices', '--output', folder];
  return spawnSync(process.execPath, [...command, ...options], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK_VALIDATION: 'false' },
  });
}

const UNKNOWN = 'Cannot prove isolation: ';

test('nothing is found where nothing is unknown', () => {
  expect(synth('nowhere')).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining(UNKNOWN) as string,
  });
}, 60_000);

test('what is found is placed, and counted', () => {
  const { status, stderr } = synth('second');
  expect(status).toBe(1);
  expect(stderr).toContain(`${UNKNOWN}Second/`);
  expect(stderr).toContain('Isolation is not proved: one finding\n  isolation/undecided: Second/');
  // No acknowledgement silences it.
  expect(stderr).not.toContain("Acknowledge with 'IsolationProof");
}, 60_000);

test('what is found in a stack that was not selected fails the others', () => {
  const { status, stderr } = synth('second', 'First');
  expect(status).toBe(1);
  expect(stderr).toContain('Isolation is not proved: one finding\n  isolation/undecided: Second/');
}, 60_000);

test('what is found in a template that is not synthesized fails the synth', () => {
  const { status, stderr } = synth('elsewhere');
  expect(status).toBe(1);
  expect(stderr).toContain(`${UNKNOWN}Elsewhere/Odd`);
}, 60_000);
