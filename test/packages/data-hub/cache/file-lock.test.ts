/** @jest-environment node */
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLock } from '../../../../packages/data-hub/src/cache/file-lock';

/** Done when a lock that seems to be left behind is looked at: what another process does at that moment. */
let meanwhile: (() => void) | undefined;
/** Whether nothing can be written, though files can be made: a full disk. */
let diskIsFull = false;
/** Whether nothing can be read, as the files of root by another user. */
let unreadable = false;
jest.mock('node:fs', () => {
  const real = jest.requireActual<typeof fs>('node:fs');
  return {
    ...real,
    statSync: (...about: Parameters<typeof real.statSync>) => {
      meanwhile?.();
      meanwhile = undefined;
      return real.statSync(...about);
    },
    readFileSync: (...about: Parameters<typeof real.readFileSync>) => {
      if (unreadable) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
      return real.readFileSync(...about);
    },
    writeFileSync: (...about: Parameters<typeof real.writeFileSync>) => {
      if (diskIsFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      real.writeFileSync(...about);
    },
  };
});

const NOBODY = '999999999 left behind';
const LONG_AGO = new Date(Date.now() - 60_000);
let folder: string;
let file: string;
beforeEach(() => {
  diskIsFull = false;
  unreadable = false;
  folder = fs.mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(folder, 'lock');
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

test('one holder at a time, until it gives the lock back', () => {
  const [one, other] = [new FileLock(file), new FileLock(file)];

  expect([one.tryTake(), other.tryTake()]).toEqual([true, false]);
  other.release();
  expect(other.tryTake()).toBe(false);
  one.release();
  expect(other.tryTake()).toBe(true);
});

test('a holder that shows signs of life keeps it, however long that takes', () => {
  const [one, other] = [new FileLock(file), new FileLock(file)];
  one.tryTake();
  fs.utimesSync(file, LONG_AGO, LONG_AGO);

  one.touch();

  expect(other.tryTake()).toBe(false);
});

test('one that shows none loses it, and does not prolong what is another’s then', () => {
  const [one, other] = [new FileLock(file), new FileLock(file)];
  one.tryTake();
  fs.utimesSync(file, LONG_AGO, LONG_AGO);

  expect(other.tryTake()).toBe(true);
  fs.utimesSync(file, LONG_AGO, LONG_AGO);
  one.touch();
  one.release();

  expect(fs.statSync(file).mtime).toEqual(LONG_AGO);
});

test('of two that find the same lock left behind, one takes it', () => {
  fs.writeFileSync(file, NOBODY);
  const [one, other] = [new FileLock(file), new FileLock(file)];
  // GIVEN that the other takes it over while this one is still looking at it
  meanwhile = () => {
    expect(other.tryTake()).toBe(true);
  };

  // WHEN this one acts on what it saw THEN it has to wait, and the other still has the lock
  expect(one.tryTake()).toBe(false);
  other.touch();
  other.release();
  expect(fs.existsSync(file)).toBe(false);
});

test('on a full disk everybody goes on without a lock, and none is left', () => {
  const [one, other] = [new FileLock(file), new FileLock(file)];
  diskIsFull = true;

  expect([one.tryTake(), other.tryTake()]).toEqual([true, true]);
  expect(fs.readdirSync(folder)).toEqual([]);
});

test.each(['', '4', 'not a process'])(
  'a lock that names no holder (%j) is taken over after a second',
  (content) => {
    fs.writeFileSync(file, content);
    const lock = new FileLock(file);
    expect(lock.tryTake()).toBe(false);
    const then = new Date(Date.now() - 2_000);
    fs.utimesSync(file, then, then);

    expect(lock.tryTake()).toBe(true);
    lock.release();
    expect(fs.readdirSync(folder)).toEqual([]);
  },
);

test('a lock that another user left, and that cannot be read, is taken over in time', () => {
  fs.writeFileSync(file, NOBODY);
  unreadable = true;
  expect(new FileLock(file).tryTake()).toBe(false);
  fs.utimesSync(file, LONG_AGO, LONG_AGO);

  expect(new FileLock(file).tryTake()).toBe(true);
});

test('something that is no file is left alone, and is no lock', () => {
  fs.mkdirSync(join(file, 'precious'), { recursive: true });
  fs.utimesSync(file, LONG_AGO, LONG_AGO);

  expect(new FileLock(file).tryTake()).toBe(true);
  expect(fs.readdirSync(file)).toEqual(['precious']);
});
