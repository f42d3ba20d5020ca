import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';

const { rememberProcess } = createRequire(__filename)('./leftovers') as {
  rememberProcess: () => (options?: { grace: number }) => Promise<string[]>;
};

test('a variable that is set, changed or removed is told, and put back', async () => {
  process.env['LEFT_BY_A_TEST'] = 'before';
  const left = rememberProcess();
  process.env['LEFT_BY_A_TEST'] = 'after';
  process.env['LEFT_TOO'] = '';

  expect(await left()).toEqual(['LEFT_BY_A_TEST="after" is set', 'LEFT_TOO="" is set']);
  expect([process.env['LEFT_BY_A_TEST'], process.env['LEFT_TOO']]).toEqual(['before', undefined]);

  delete process.env['LEFT_BY_A_TEST'];
  expect(await left()).toEqual(['LEFT_BY_A_TEST is not set any more']);
  expect(process.env['LEFT_BY_A_TEST']).toBe('before');
  delete process.env['LEFT_BY_A_TEST'];
});

test('another working directory, even one that is gone, is told, and left', async () => {
  const before = process.cwd();
  const left = rememberProcess();
  const folder = fs.mkdtempSync('/tmp/left-');
  process.chdir(folder);
  fs.rmdirSync(folder);

  expect(await left()).toEqual([expect.stringMatching(/^the working directory is /)]);
  expect(process.cwd()).toBe(before);
});

test('a replaced function of JavaScript or Node.js is told, and put back', async () => {
  const { parse } = JSON;
  const { statSync } = fs;
  const left = rememberProcess();
  JSON.parse = () => undefined;
  Object.assign(fs, { statSync: () => undefined });

  expect(await left()).toEqual(['JSON.parse is replaced', 'node:fs.statSync is replaced']);
  expect([JSON.parse, fs.statSync]).toEqual([parse, statSync]);
});

test('what copies of tslib define anew is no news; another global function is', async () => {
  const globals = globalThis as Record<string, unknown>;
  Object.assign(globals, { __extendsInTest: () => 1, leftInTest: () => 1 });
  const left = rememberProcess();
  Object.assign(globals, { __extendsInTest: () => 2, leftInTest: () => 2 });

  expect(await left()).toEqual(['globalThis.leftInTest is replaced']);
  for (const name of ['__extendsInTest', 'leftInTest']) Reflect.deleteProperty(globals, name);
});

test('a mock of all clients of a service is told, and ended', async () => {
  const left = rememberProcess();
  mockClient(S3Client);

  expect(await left()).toEqual(['S3Client is mocked: call restore() of the mock']);
  expect(await left()).toEqual([]);
});

test('a server and a process that go on are told; those that end in time are not', async () => {
  const left = rememberProcess();
  const server = createServer().listen(0);
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  await once(server, 'listening');

  expect(new Set(await left({ grace: 0 }))).toEqual(
    new Set(['1 of TCPServerWrap still open', '1 of ProcessWrap still open']),
  );

  server.close();
  child.kill();
  expect(await left()).toEqual([]);
});
