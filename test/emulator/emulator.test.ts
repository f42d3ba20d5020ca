import { commandLine, Program } from '../fixtures/commands';

/** A virtual environment may have to be made first. */
const TEN_MINUTES = 600_000;

test(
  'lint and tests of the emulator pass',
  async () => {
    const { status, stdout, stderr } = await Program.start(
      commandLine('test-emulator.ts'),
      process.env,
    ).ended();
    // What ruff and pytest print tells best what is wrong.
    if (status !== 0) throw new Error(`npm run test:emulator ends with ${status}\n${stdout}${stderr}`);
    expect(stdout).toMatch(/\b\d{3,} passed/);
  },
  TEN_MINUTES,
);
