import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FileSystemError,
  fileSystemError,
  requireRoom,
  tellingFileErrors,
} from '../../../tools/local/file-system-error';

const CHECKOUT = '/home/me/platform';
const TMPDIR = 'TMPDIR=/path/to/folder';

/** As Node.js throws it. */
function systemError(code: string, errno: number, syscall: string, path?: string): Error {
  return Object.assign(new Error(`${code}: ..., ${syscall}`), {
    code,
    errno,
    syscall,
    ...(path === undefined ? {} : { path }),
  });
}

describe('an error about a file in one line, with the reason and the fix', () => {
  const scratch = join(tmpdir(), 'local-account-x');

  test.each([
    [
      'a full TMPDIR',
      systemError('ENOSPC', -28, 'mkdtemp', scratch),
      `cannot write ${scratch}: no space left on device (ENOSPC); free some space there, or name another folder for temporary files: ${TMPDIR}`,
    ],
    [
      'a file that cannot grow, which the system does not name',
      systemError('ENOSPC', -28, 'write'),
      `cannot write: no space left on device (ENOSPC); free some space there, or name another folder for temporary files: ${TMPDIR}`,
    ],
    [
      'a TMPDIR that is not there',
      systemError('ENOENT', -2, 'mkdtemp', scratch),
      `cannot write ${scratch}: no such file or directory (ENOENT); name another folder for temporary files: ${TMPDIR}`,
    ],
    [
      'a read-only checkout',
      systemError('EROFS', -30, 'open', `${CHECKOUT}/.venv/installed-run.sha256`),
      `cannot write ${CHECKOUT}/.venv/installed-run.sha256: read-only file system (EROFS); this needs a checkout that you may write to`,
    ],
    [
      "somebody else's checkout",
      systemError('EACCES', -13, 'mkdir', `${CHECKOUT}/.venv`),
      `cannot write ${CHECKOUT}/.venv: permission denied (EACCES); this needs a checkout that you may write to`,
    ],
    [
      'a full disk under the checkout',
      systemError('ENOSPC', -28, 'open', `${CHECKOUT}/.venv/x`),
      `cannot write ${CHECKOUT}/.venv/x: no space left on device (ENOSPC); free some space there`,
    ],
    [
      'a folder whose name begins like the checkout',
      systemError('EROFS', -30, 'open', `${CHECKOUT}-2/x`),
      `cannot write ${CHECKOUT}-2/x: read-only file system (EROFS)`,
    ],
    [
      'a program that is not there',
      systemError('ENOENT', -2, 'spawn /opt/python3', '/opt/python3'),
      'cannot run /opt/python3: no such file or directory (ENOENT)',
    ],
  ])('%s', (_what, error, line) => {
    expect(fileSystemError(error, CHECKOUT)?.message).toBe(line);
  });

  test.each([
    ['of the network', systemError('ECONNREFUSED', -111, 'connect')],
    ['of this program', new TypeError('x is undefined')],
    ['with a code of its own', Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['that is no error', 'text'],
  ])('and none of an error %s', (_what, error) => {
    expect(fileSystemError(error, CHECKOUT)).toBeUndefined();
  });
});

test('a checkout without room is named, and no folder for temporary files', () => {
  const folder = `${CHECKOUT}/.venv`;

  expect(() => {
    requireRoom(folder, 2 ** 20, CHECKOUT, new Error('ensurepip failed'), () => 0);
  }).toThrow(
    new FileSystemError(
      `${folder} has 0.0 MiB free, and 1 are needed (ensurepip failed); free some space there`,
    ),
  );
});

describe('a folder for temporary files', () => {
  const MEBIBYTE = 2 ** 20;
  const folder = join(tmpdir(), 'x');
  const room = (mebibytes: number) => (): number => mebibytes * MEBIBYTE;

  test('with room is taken', () => {
    expect(() => {
      requireRoom(folder, 32 * MEBIBYTE, CHECKOUT, undefined, room(32));
    }).not.toThrow();
    expect(() => {
      requireRoom(tmpdir(), 1, CHECKOUT);
    }).not.toThrow();
  });

  test('without room is refused before anything is begun', () => {
    expect(() => {
      requireRoom(folder, 32 * MEBIBYTE, CHECKOUT, undefined, room(0.06));
    }).toThrow(
      `${folder} has 0.1 MiB free, and 32 are needed; free some space there, or name another folder for temporary files: ${TMPDIR}`,
    );
  });

  test('that has no room left is named as the cause of what failed', () => {
    const failure = new Error('UnknownError\n    at somewhere');

    expect(() => {
      requireRoom(folder, MEBIBYTE, CHECKOUT, failure, room(0));
    }).toThrow(`${folder} has 0.0 MiB free, and 1 are needed (UnknownError); free some space there, or name`);
  });
});

test('a real one is told, and every other error passes as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'errors-'));
  const inNowhere = join(folder, 'nowhere', 'file');
  const write = (): Promise<void> => {
    writeFileSync(inNowhere, 'x');
    return Promise.resolve();
  };
  const defect = new TypeError('defect');

  await expect(tellingFileErrors(folder, write)).rejects.toMatchObject({
    code: 'FILE_SYSTEM',
    message: expect.stringContaining(`cannot write ${inNowhere}: no such file or directory`) as string,
  });
  await expect(tellingFileErrors(folder, () => Promise.reject(defect))).rejects.toBe(defect);
  rmSync(folder, { recursive: true });
});
