import { chmodSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PinFile } from '../../../../packages/data-hub/src/keys/pin-file';

let folder: string;
let path: string;
let pin: PinFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pin-'));
  path = join(folder, 'pin');
  writeFileSync(path, '4711', { mode: 0o600 });
  pin = new PinFile(path);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test.each<[string, () => void, RegExp]>([
  [
    'is missing',
    () => {
      rmSync(path);
    },
    /does not exist; .*pinFile/,
  ],
  [
    'can be read by others',
    () => {
      chmodSync(path, 0o640);
    },
    /other users; run: chmod 600 /,
  ],
  [
    'is empty',
    () => {
      writeFileSync(path, '');
    },
    /has 0 bytes/,
  ],
  [
    'is another file',
    () => {
      writeFileSync(path, 'x'.repeat(300));
    },
    /has 300 bytes/,
  ],
  [
    'ends in a line break',
    () => {
      writeFileSync(path, '4711\n');
    },
    /line break/,
  ],
  [
    'is a folder',
    () => {
      rmSync(path);
      path = folder;
      pin = new PinFile(folder);
      chmodSync(folder, 0o700);
    },
    /bytes|EISDIR/,
  ],
])('a PIN file that %s is refused before any use', (_what, change, message) => {
  change();

  expect(() => pin.stampBeforeUse()).toThrow(message);
  expect(() => pin.stampBeforeUse()).not.toThrow(/4711/);
});

test('a PIN that was refused is not given out again, to any process, until its file changes', () => {
  const error = pin.refused(pin.stampBeforeUse());
  expect(error).toMatchObject({ code: 'HUB_PIN_REFUSED' });
  expect(() => new PinFile(path).stampBeforeUse()).toThrow(/before, .*not tried again; .*touch/);

  utimesSync(path, 1, 1);
  expect(() => pin.stampBeforeUse()).not.toThrow();
  pin.accepted();
  expect(readdirSync(folder)).toEqual(['pin']);
});

test('a PIN whose file changed while it was tried is a new one', () => {
  const stamp = pin.stampBeforeUse();
  writeFileSync(path, '47110', { mode: 0o600 });
  pin.refused(stamp);

  expect(() => pin.stampBeforeUse()).not.toThrow();
});

test('where the refusal cannot be noted, the message says what that means', () => {
  const stamp = pin.stampBeforeUse();
  rmSync(folder, { recursive: true });

  expect(pin.refused(stamp).message).toMatch(/stop whatever uses this hub, .*ENOENT/);
  folder = mkdtempSync(join(tmpdir(), 'pin-'));
});
