import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLock } from '../../../../packages/data-hub/src/cache/file-lock';

/** Done when a lock that seems to be left behind is looked at: what another process does at that moment. */
let meanwhile: (() => void) | undefined;
jest.mock('node:fs', () => {
  const real = jest.requireActual<typeof fs>('node:fs');
  return {
    ...real,
    statSync: (...about: Parameters<typeof real.statSync>) => {
      meanwhile?.();
      meanwhile = undefined;
      return real.statSync(...about);
    },
  };
});

const NOBODY = '999999999 left behind';
const LONG_AGO = new Date(Date.now() - 60_000);
let folder: string;
let file: string;
beforeEach(() => {
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
