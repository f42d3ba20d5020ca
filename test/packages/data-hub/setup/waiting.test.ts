import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SYSTEM_RUNTIME, type Runtime } from '../../../../packages/data-hub/src/credentials/runtime';
import { ok } from '../../../../packages/data-hub/src/doctor/check';
import { setUp } from '../../../../packages/data-hub/src/setup/set-up';
import { InvitedHub } from '../fixtures/invited-hub';

let invited: InvitedHub;
let scratch: string;
let told: string[];

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'waiting-'));
  invited = await InvitedHub.create(scratch);
  told = [];
});
afterEach(async () => {
  await invited.server.stop();
  rmSync(scratch, { recursive: true });
});

/** Time that goes by at once, and lets the platform do something each time. */
function hurrying(each: () => Promise<void>): Runtime {
  let time = 0;
  return {
    ...SYSTEM_RUNTIME,
    monotonic: () => time,
    setTimer: (milliseconds, task) => {
      time += milliseconds;
      void each().then(task);
      return () => undefined;
    },
  };
}

function run(runtime: Runtime, changes: { keepFile?: boolean } = {}): Promise<boolean> {
  return setUp({
    answers: { folder: invited.folder, enrolment: invited.file },
    proxy: {},
    waitMinutes: 10,
    service: false,
    keepFile: false,
    tell: (line) => told.push(line),
    checkBucket: () => Promise.resolve([ok('upload', 'uploaded'), ok('read-denied', 'denied')]),
    shadowOf: () => invited.platform.shadow,
    runtime,
    ...changes,
  });
}

test('while it waits it says so each minute, and after the time that it was given how to go on', async () => {
  await expect(run(hurrying(() => Promise.resolve()))).rejects.toMatchObject({
    code: 'HUB_SETUP_UNANSWERED',
    message: expect.stringMatching(
      /not answered in 10 minutes; .* run this again: it goes on from here/,
    ) as string,
  });
  expect(told).toHaveLength(10);
  expect(told[3]).toMatch(/^3 min: asked the platform for a certificate; .* Ctrl-C does no harm/);
  expect(existsSync(invited.file)).toBe(true);
});

test.each([
  [false, false],
  [true, true],
])(
  'once the hub is well its enrolment file is deleted, unless it is to be kept (%s)',
  async (keepFile, there) => {
    const isWell = await run(
      hurrying(() => invited.answer()),
      { keepFile },
    );

    expect(isWell).toBe(true);
    expect(told).toContain('acme--berlin-1 has its certificate.');
    expect(existsSync(invited.file)).toBe(there);
  },
);
