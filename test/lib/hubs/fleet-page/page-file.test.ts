import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PageNotWrittenError, writePage } from '../../../../lib/hubs/fleet-page/page-file';
import { Desk } from '../fixtures/operator';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => {
  desk.clear();
});

test('a page takes the place of an earlier one, and only its owner can read it', () => {
  const file = desk.path('hubs.html');
  writePage(file, 'first');
  writePage(file, 'second');
  expect(readFileSync(file, 'utf8')).toBe('second');
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
});

test('what the disk refuses is told with its reason', () => {
  expect(() => {
    writePage(join(desk.folder, 'none', 'hubs.html'), '');
  }).toThrow(new PageNotWrittenError(join(desk.folder, 'none', 'hubs.html'), 'ENOENT'));
});
