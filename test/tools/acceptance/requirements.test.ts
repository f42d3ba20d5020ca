import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcceptanceError } from '../../../tools/acceptance/errors';
import { requireMachine } from '../../../tools/acceptance/requirements';

const ROOT = 0;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const install = (...names: string[]): void => {
  for (const name of names) writeFileSync(join(folder, name), '');
};

test('a machine that has everything will do, wherever its programs are', () => {
  install('mmdebstrap', 'tinyproxy', 'chroot');
  expect(() => {
    requireMachine({ user: ROOT, folders: ['/nowhere', folder] });
  }).not.toThrow();
});

test('everything that is missing is named at once, with how to get it', () => {
  install('chroot');
  const refused = (): void => {
    requireMachine({ user: 1000, folders: [folder] });
  };
  expect(refused).toThrow(AcceptanceError);
  expect(refused).toThrow(
    [
      'the acceptance of hubs cannot run here:',
      'a fresh Debian needs root; run this as root, for example with sudo',
      'mmdebstrap is not installed; on Debian and Ubuntu: apt install mmdebstrap debian-archive-keyring',
      'tinyproxy is not installed; on Debian and Ubuntu: apt install tinyproxy',
    ].join('\n  '),
  );
});
