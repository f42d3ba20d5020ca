import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../../tools/local/emulator-process';
import { keepingBytecode } from '../../../tools/local/python-environment';

test('Python may keep what it compiles, and gets all else as it is', () => {
  const caller = { PATH: '/usr/bin', PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1', EMPTY: '' };

  expect(keepingBytecode(caller)).toEqual({ PATH: '/usr/bin', PYTHONUNBUFFERED: '1', EMPTY: '' });
});

describe('the emulated account', () => {
  let folder: string;
  const before = process.env['PYTHONDONTWRITEBYTECODE'];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'python-environment-'));
    process.env['PYTHONDONTWRITEBYTECODE'] = '1';
  });

  afterEach(() => {
    if (before === undefined) delete process.env['PYTHONDONTWRITEBYTECODE'];
    else process.env['PYTHONDONTWRITEBYTECODE'] = before;
    rmSync(folder, { recursive: true });
  });

  test('is started without the variable, whoever has set it', async () => {
    // GIVEN an interpreter that tells which environment it got, and then what the account announces
    const interpreter = join(folder, 'python');
    const ready = {
      event: 'ready',
      endpoint: 'http://localhost:1',
      secureEndpoint: 'https://localhost:2',
      credentialsEndpoint: 'https://localhost:3',
    };
    const script = ['#!/bin/sh', `env > ${folder}/env`, `echo '${JSON.stringify(ready)}'`, 'exec cat'];
    writeFileSync(interpreter, `${script.join('\n')}\n`);
    chmodSync(interpreter, 0o755);

    const emulator = await startEmulator({
      repository: folder,
      interpreter,
      account: '123456789012',
      logFile: join(folder, 'log'),
      caFile: join(folder, 'ca.pem'),
    });
    await emulator.stop();

    const names = readFileSync(join(folder, 'env'), 'utf8').match(/^\w+(?==)/gm);
    expect(names).toContain('PATH');
    expect(names).not.toContain('PYTHONDONTWRITEBYTECODE');
  });
});
