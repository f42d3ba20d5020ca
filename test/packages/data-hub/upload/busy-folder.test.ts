/** @jest-environment node */
import * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesToUpload } from '../../../../packages/data-hub/src/upload/upload-list';

/** Done when a folder has been listed: what somebody else does there at that moment. */
let meanwhile: () => void = () => undefined;
jest.mock('node:fs', () => {
  const real = jest.requireActual<typeof fs>('node:fs');
  return {
    ...real,
    // As a user who may not read it, which root may.
    readdirSync: (folder: string, ...options: []) => {
      if (folder.endsWith('closed')) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
      const entries = real.readdirSync(folder, ...options);
      meanwhile();
      return entries;
    },
  };
});

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'upload-'));
  mkdirSync(join(folder, 'day'));
  writeFileSync(join(folder, 'a.csv'), '');
  writeFileSync(join(folder, 'day', 'b.csv'), '');
  meanwhile = () => undefined;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function files(): string[] {
  return filesToUpload({ paths: [folder], hubPrefix: 'acme/', recursive: true }).map(({ file }) => file);
}

test.each(['a.csv', 'day'])('%s, which is gone since it was listed, keeps nothing else back', (gone) => {
  writeFileSync(join(folder, 'c.csv'), '');
  meanwhile = () => {
    rmSync(join(folder, gone), { recursive: true, force: true });
  };
  expect(files()).toContain(join(folder, 'c.csv'));
  expect(files().filter((file) => file.startsWith(join(folder, gone)))).toEqual([]);
});

test('a folder within that cannot be read is told by its own name', () => {
  mkdirSync(join(folder, 'day', 'closed'));
  expect(files).toThrow(`${join(folder, 'day', 'closed')}: cannot be read (EACCES)`);
});
