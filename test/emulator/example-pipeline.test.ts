import { commandLine, Program } from '../fixtures/commands';

/** Virtual environments may have to be made first. */
const TEN_MINUTES = 600_000;

test(
  'lint and tests of the example pipeline pass',
  async () => {
    const { status, stdout, stderr } = await Program.start(
      commandLine('test-example.ts'),
      process.env,
    ).ended();
    if (status !== 0) throw new Error(`npm run test:example ends with ${status}\n${stdout}${stderr}`);
    expect(stdout).toMatch(/\b\d{2,} passed/);
  },
  TEN_MINUTES,
);
