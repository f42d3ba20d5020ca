import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentEvent } from '../../../../packages/data-hub/src/agent/agent-log';
import { checkedGroup } from '../../../../packages/data-hub/src/agent/group-number';
import { TokenFile, type TokenFileOptions } from '../../../../packages/data-hub/src/agent/token-file';
import { watchTokenFile } from '../../../../packages/data-hub/src/agent/token-watch';
import { VirtualRuntime } from '../../../../tools/simulation/virtual-runtime';

const TOKEN = /^[\w-]{43}$/;
const LONG_AGO = new Date(Date.now() - 60_000);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-'));
  file = join(folder, 'token');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function written(options: Partial<TokenFileOptions> = {}): TokenFile {
  const token = TokenFile.claim({ file, ...options });
  token.write();
  return token;
}

const content = (): string => readFileSync(file, 'utf8');
const mode = (): number => statSync(file).mode & 0o777;

test('a token has no newline, is new each time, and is gone at the end', () => {
  const first = written();
  expect(content()).toMatch(TOKEN);
  expect(mode()).toBe(0o600);
  first.release();
  expect(readdirSync(folder)).toEqual([]);

  expect(written().token).not.toBe(first.token);
});

test('a stable token is the same after a restart, a kill, and with a newline that an editor added', () => {
  const first = written({ stable: true });
  first.release();
  expect(content()).toBe(first.token);
  writeFileSync(file, `${first.token}\n`);
  // Killed: it let go of nothing.
  writeFileSync(`${file}.lock`, '999999999 gone');

  expect(written({ stable: true }).token).toBe(first.token);
  expect(content()).toBe(first.token);
});

test('a stable token that others could read is not kept', () => {
  const first = written({ stable: true });
  first.release();
  chmodSync(file, 0o644);

  expect(written({ stable: true }).token).not.toBe(first.token);
  expect(mode()).toBe(0o600);
});

test('a group may read the token, and a stable one stays stable with it', () => {
  const group = process.getgid?.() ?? 0;
  const first = written({ stable: true, group });

  expect(mode()).toBe(0o640);
  expect(statSync(file).gid).toBe(group);
  expect(first.state).toBe('ok');
  first.release();
  expect(written({ stable: true, group }).token).toBe(first.token);
});

test('a group is known by number, or by its name in /etc/group', () => {
  const groups = (): string => 'root:x:0:\nuploads-old:x:41:\nuploads:x:42:ann\n';

  expect([checkedGroup('uploads', groups), checkedGroup('7', groups)]).toEqual([42, 7]);
  expect(() => checkedGroup('upload', groups)).toThrow(
    /^--token-group = "upload": is not a group in \/etc\/group; .*getent group NAME/,
  );
});

test('of two agents with one file the second is refused, and changes nothing', () => {
  const first = written();

  expect(() => TokenFile.claim({ file })).toThrow(/token is used by another agent; .*--token-file/);
  expect(content()).toBe(first.token);
  first.release();
  expect(written().state).toBe('ok');
});

test('an agent that was taken for dead neither writes over the token of the next one nor deletes it', () => {
  const first = written();
  // GIVEN that its machine slept for a minute, and another one was started
  utimesSync(`${file}.lock`, LONG_AGO, LONG_AGO);
  const second = written();

  // WHEN it goes on, and ends
  expect(first.state).toBe('taken');
  expect(first.tend()).toBe('taken');
  first.release();

  // THEN the second one is as it was
  expect(content()).toBe(second.token);
  expect(second.tend()).toBe('ok');
});

test.each([
  [
    'missing',
    () => {
      rmSync(file);
    },
  ],
  [
    'missing',
    () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
    },
  ],
  [
    'changed',
    () => {
      writeFileSync(file, 'x');
    },
  ],
  [
    'changed',
    () => {
      chmodSync(file, 0o644);
    },
  ],
  [
    'changed',
    () => {
      writeFileSync(file, '');
    },
  ],
])('a file that is %s is written again, and still nobody else’s', (state, spoil) => {
  const token = written();
  spoil();

  expect(token.state).toBe(state);
  expect(token.tend()).toBe(state);
  expect(token.state).toBe('ok');
  expect(content()).toBe(token.token);
  expect(mode()).toBe(0o600);
  expect(() => TokenFile.claim({ file })).toThrow(/another agent/);
});

test.each(['precious', `${'x'.repeat(43)} and more`])('a file with %j is not written over', (text) => {
  writeFileSync(file, text);

  expect(() => TokenFile.claim({ file })).toThrow(/holds no token of an agent of this user/);
  expect(readdirSync(folder)).toEqual(['token']);
  expect(content()).toBe(text);
});

test.each(['/dev/full', '/dev/zero', tmpdir()])('%s is no token file, which is told at once', (place) => {
  expect(() => TokenFile.claim({ file: place })).toThrow(/holds no token/);
});

test('the watch restores the file within seconds, tells a lost one once, and recovers', () => {
  const runtime = new VirtualRuntime(0, 1);
  const log: AgentEvent[] = [];
  const token = written();
  const end = watchTokenFile(token, runtime, (happened) => log.push(happened));
  const pass = (seconds: number): void => {
    const until = runtime.monotonic() + seconds * 1000;
    while (runtime.step(until));
  };
  rmSync(file);
  pass(5);
  expect(token.state).toBe('ok');
  expect(log).toEqual([{ event: 'token-file-restored', found: 'missing' }]);

  renameSync(folder, `${folder}.away`);
  pass(60);
  expect(log.slice(1)).toEqual([
    { event: 'token-file-lost', message: expect.stringMatching(/ENOENT/) as string },
  ]);
  renameSync(`${folder}.away`, folder);
  rmSync(file);
  pass(5);
  expect(token.state).toBe('ok');

  end();
  rmSync(file);
  pass(60);
  expect(token.state).toBe('missing');
});
