import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../../../config/errors';
import { updateProfile } from '../../../../packages/data-hub/src/credentials-file/update-profile';
import { watchProfile } from '../../../../packages/data-hub/src/credentials-file/watch-profile';
import { CredentialsUnavailableError } from '../../../../packages/data-hub/src/credentials/errors';
import type { HubCredentials } from '../../../../packages/data-hub/src/credentials/identity';
import { COMMAND_RUNTIME } from '../../../../packages/data-hub/src/credentials/runtime';
import { settled, VirtualRuntime } from '../../../../tools/simulation/virtual-runtime';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  file = join(folder, '.aws', 'credentials');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function session(number: number): HubCredentials {
  return {
    accessKeyId: `ASIA${number}`,
    secretAccessKey: 'S',
    sessionToken: 'T',
    expiration: new Date(0),
  };
}

function update(profile = 'hub', number = 1): Promise<boolean> {
  return updateProfile({ file, profile, credentials: session(number), runtime: COMMAND_RUNTIME });
}

test('makes folder and file for nobody but this user, and leaves nothing else behind', async () => {
  await expect(update()).resolves.toBe(true);

  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, '.aws')).mode & 0o777).toBe(0o700);
  expect(readdirSync(join(folder, '.aws'))).toEqual(['credentials']);
});

test('a file that is as it has to be is not written', async () => {
  await update();

  await expect(update()).resolves.toBe(false);
});

test('a file that others can read is theirs no more', async () => {
  await update();
  writeFileSync(file, '[acme]\nregion = x\n');
  rmSync(file);
  writeFileSync(file, '[acme]\nregion = x\n', { mode: 0o644 });

  await update('acme-eu');

  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^\[acme\]\nregion = x\n\n\[acme-eu\]\n/);
});

test('many at once, each for a profile of its own, lose nothing', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, number) => update(`acme-${number}`, number)));

  expect(readFileSync(file, 'utf8').match(/^\[acme-\d+\]$/gm)).toHaveLength(12);
});

test('a symbolic link is refused, and what it leads to is left alone', async () => {
  const other = join(folder, 'other');
  writeFileSync(other, '');
  file = join(folder, 'link');
  symlinkSync(other, file);

  await expect(update()).rejects.toThrow(/is a symbolic link.*--file/);
  expect(readFileSync(other, 'utf8')).toBe('');
});

test('what is not understood is left alone', async () => {
  file = join(folder, 'key.pem');
  writeFileSync(file, '-----BEGIN PRIVATE KEY-----\n');

  await expect(update()).rejects.toThrow(ConfigurationError);
  expect(readFileSync(file, 'utf8')).toBe('-----BEGIN PRIVATE KEY-----\n');
  expect(readdirSync(folder)).toEqual(['key.pem']);
});

describe('watch', () => {
  let runtime: VirtualRuntime;
  let answer: () => HubCredentials;
  let told: string[];
  const stop = new AbortController();

  beforeEach(() => {
    runtime = new VirtualRuntime(0, 1);
    told = [];
  });

  async function pass(intervals: number): Promise<void> {
    for (let passed = 0; passed < intervals; passed++) {
      await settled();
      runtime.step(Infinity);
      await settled();
    }
  }

  test('writes each new session once, tells a failure once, and goes on after it', async () => {
    answer = () => session(1);
    const watching = watchProfile(
      {
        file,
        profile: 'hub',
        credentials: () => Promise.resolve().then(() => answer()),
        runtime,
        onUpdate: ({ accessKeyId }) => told.push(accessKeyId),
        onFailure: (message) => told.push(message),
      },
      stop.signal,
    );
    await pass(3);
    answer = () => {
      throw new CredentialsUnavailableError('none');
    };
    await pass(3);
    expect(readFileSync(file, 'utf8')).toContain('ASIA1');
    answer = () => session(2);
    await pass(2);
    stop.abort();
    await watching;

    expect(told).toEqual(['ASIA1', 'none', 'ASIA2']);
    expect(readFileSync(file, 'utf8')).toContain('ASIA2');
  });

  test('does not start on a file that cannot be used', async () => {
    file = folder;
    const nobody = (): void => undefined;
    const options = { file, profile: 'hub', runtime, onUpdate: nobody, onFailure: nobody };

    await expect(
      watchProfile(
        { ...options, credentials: () => Promise.resolve(session(1)) },
        new AbortController().signal,
      ),
    ).rejects.toThrow('is not a file');
    expect(existsSync(`${folder}.data-hub.lock`)).toBe(false);
  });
});
