import { chownSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_RUNTIME } from '../../../../packages/data-hub/src/credentials/runtime';
import { ResumeFile } from '../../../../packages/data-hub/src/upload/resume-file';
import {
  uploadCredentials,
  type UploadCredentials,
} from '../../../../packages/data-hub/src/upload/upload-credentials';
import { CredentialsServer } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';

const MINUTE = 60_000;
const NOBODY = 65_534;

let server: CredentialsServer;
let folder: HubFolder;
let later: number;
let warnings: string[];

beforeEach(async () => {
  server = await CredentialsServer.start();
  folder = await HubFolder.create(server);
  later = 0;
  warnings = [];
});
afterEach(async () => {
  await server.stop();
  folder.remove();
});

function credentials(cacheFile?: string): UploadCredentials {
  return uploadCredentials({
    config: folder.config,
    configFile: folder.configFile,
    cacheFile,
    runtime: { ...COMMAND_RUNTIME, wall: () => Date.now() + later },
    onWarning: (message) => warnings.push(message),
  });
}

test('where no session can be kept, one is fetched for all requests until it is due, and this is told once', async () => {
  const { provider, session } = credentials(join(folder.path, 'missing', 'cache.json'));
  const keys = await Promise.all([provider(), provider(), provider()]);
  later = 25 * MINUTE;
  keys.push(await provider());

  expect(server.requests).toHaveLength(1);
  expect(new Set(keys.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set([session()]));
  expect(warnings).toEqual([expect.stringContaining('could not be cached (ENOENT)')]);

  later = 34 * MINUTE;
  await provider();
  expect(server.requests).toHaveLength(2);
});

test('a session that AWS calls expired is not given out again', async () => {
  const { provider, session, renew } = credentials();
  await provider();
  const expired = session();
  await Promise.all([renew(expired), renew(expired)]);

  expect((await provider()).accessKeyId).not.toBe(expired);
  expect(server.requests).toHaveLength(2);
});

test('what an upload by root keeps is in a folder of the owner of the place', () => {
  const home = join(folder.path, 'home');
  mkdirSync(home);
  // Anybody else owns what he makes in any case.
  if (process.getuid?.() === 0) chownSync(home, NOBODY, NOBODY);
  new ResumeFile(join(home, '.uploads'), '/a.csv', 's3://raw/a.csv').prepare();

  const [{ uid, gid }, made] = [statSync(home), statSync(join(home, '.uploads'))];
  expect([made.uid, made.gid, made.mode & 0o777]).toEqual([uid, gid, 0o700]);
});
