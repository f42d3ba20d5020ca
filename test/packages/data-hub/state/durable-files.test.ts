import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DISK } from '../../../../packages/data-hub/src/state/durable-files';
import { keepLastUpload, lastUpload } from '../../../../packages/data-hub/src/state/last-upload';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'durable-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const modeOf = (file: string): number => statSync(file).mode & 0o777;

test('a file is put in place of another with its own mode, over what a lost power left, and a link stays one', () => {
  const target = join(folder, 'key.pem');
  const link = join(folder, 'link.pem');
  writeFileSync(target, 'old', { mode: 0o644 });
  writeFileSync(join(folder, '.key.pem.new'), 'half');
  symlinkSync(target, link);
  DISK.write(link, 'new', 0o600);

  expect([DISK.read(target), modeOf(target)]).toEqual(['new', 0o600]);
  expect(readFileSync(link, 'utf8')).toBe('new');
  expect(readdirSync(folder).sort()).toEqual(['key.pem', 'link.pem']);
});

test('a folder is for its owner only, and is moved and deleted with what is in it', () => {
  const [from, to] = [join(folder, 'a'), join(folder, 'b')];
  DISK.makeFolder(from);
  DISK.write(join(from, 'key.pem'), 'x', 0o600);
  expect(modeOf(from)).toBe(0o700);
  DISK.rename(from, to);

  expect([existsSync(from), DISK.read(join(to, 'key.pem'))]).toEqual([false, 'x']);
  DISK.remove(to);
  DISK.remove(to);
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that is not there has no text; one that cannot be read is an error', () => {
  expect(DISK.read(join(folder, 'missing'))).toBeUndefined();
  expect(() => DISK.read(folder)).toThrow('EISDIR');
});

test('the last upload is kept for the heartbeat, and what is no moment counts as none', () => {
  const configFile = join(folder, 'hub.json');
  expect(lastUpload(configFile)).toBeUndefined();
  expect(keepLastUpload(configFile, Date.parse('2027-01-01T00:00:00Z'))).toBe(true);
  expect(lastUpload(configFile)).toBe('2027-01-01T00:00:00.000Z');
  writeFileSync(join(folder, '.last-upload'), 'x');
  expect(lastUpload(configFile)).toBeUndefined();
});

test('an upload whose moment cannot be kept is none the worse', () => {
  expect(keepLastUpload(join(folder, 'missing', 'hub.json'), 0)).toBe(false);
});
