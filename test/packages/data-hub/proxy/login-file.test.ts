import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLoginFile } from '../../../../packages/data-hub/src/proxy/login-file';
import { ProxyError } from '../../../../packages/data-hub/src/proxy/proxy-error';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'login-'));
  file = join(folder, 'proxy login');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function refused(): ProxyError {
  try {
    readLoginFile(file);
  } catch (error) {
    if (error instanceof ProxyError) return error;
    throw error;
  }
  throw new Error('the file was read');
}

test.each(['hub:p:ä ss', 'hub:p:ä ss\n', 'hub:p:ä ss\r\n', '\ufeffhub:p:ä ss'])('reads %j', (content) => {
  writeFileSync(file, content, { mode: 0o600 });

  expect(readLoginFile(file)).toBe('hub:p:ä ss');
});

test.each([
  ['no colon', 'SECRET'],
  ['no user', ':SECRET'],
  ['two lines', 'hub:SECRET\nhub:SECRET\n'],
  ['a header', 'hub:SECRET\r\nX-Other: 1'],
  ['nothing', ''],
  ['another encoding', Buffer.from('hub:SECRET', 'utf16le')],
  ['too much', `hub:SECRET${'x'.repeat(5_000)}`],
])('refuses %s, and quotes nothing', (_what, content) => {
  writeFileSync(file, content, { mode: 0o600 });
  const { code, message } = refused();

  expect(code).toBe('PROXY_CREDENTIALS_UNUSABLE');
  expect(message).toContain(`${file}: `);
  expect(message).not.toContain('SECRET');
});

test('refuses a file that others can read, like a key', () => {
  writeFileSync(file, 'hub:SECRET');
  chmodSync(file, 0o640);

  expect(refused().message).toBe(`${file}: can be read by other users; run: chmod 600 "${file}"`);
});

test('says what to do about a file that is not there, and does not wait for what is no file', () => {
  expect(refused().message).toMatch(/does not exist; write user:password of the proxy into it/);
  file = folder;
  expect(refused().message).toMatch(/is not a file/);
});
