import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ok } from '../../../../packages/data-hub/src/doctor/check';
import { HUB_FILES, hubConfigText } from '../../../../packages/data-hub/src/hub-config';
import type { ServiceManager } from '../../../../packages/data-hub/src/setup/service';
import { setUp, type SetUpOptions } from '../../../../packages/data-hub/src/setup/set-up';
import { CredentialsServer, THING } from '../fixtures/credentials-server';
import { hubConfig } from '../fixtures/hub-folder';

let server: CredentialsServer;
let scratch: string;
let folder: string;
let bundle: string;
let told: string[];
let units: string[];

const manager = (changes: Partial<ServiceManager> = {}): ServiceManager => ({
  isRunning: () => true,
  isRoot: () => true,
  systemctl: (...words) => {
    units.push(words.join(' '));
    return Promise.resolve();
  },
  ...changes,
});

beforeEach(async () => {
  server = await CredentialsServer.start();
  scratch = mkdtempSync(join(tmpdir(), 'set-up-'));
  folder = join(scratch, 'hub');
  bundle = join(scratch, 'acme--berlin-1');
  told = [];
  units = [];
});
afterEach(async () => {
  await server.stop();
  rmSync(scratch, { recursive: true });
});

function run(
  answers: Partial<SetUpOptions['answers']>,
  changes: Partial<SetUpOptions> = {},
): Promise<boolean> {
  return setUp({
    answers: { folder, ...answers },
    proxy: {},
    waitMinutes: 1,
    service: true,
    keepFile: false,
    tell: (line) => told.push(line),
    checkBucket: () => Promise.resolve([ok('upload', 'uploaded'), ok('read-denied', 'denied')]),
    shadowOf: () => {
      throw new Error('nothing is asked of the platform here');
    },
    manager: manager(),
    ...changes,
  });
}

/** Makes the hub's request, and what the operators send back. */
async function answered(commonName = THING): Promise<string> {
  await run({ organization: 'acme', hub: 'berlin-1' });
  const request = readFileSync(join(folder, HUB_FILES.request), 'utf8');
  const certificate =
    commonName === THING
      ? await server.ca.certify(request, Date.now())
      : (await server.ca.issue({ commonName })).certificate;
  server.activate(certificate);
  mkdirSync(bundle);
  const files = {
    [HUB_FILES.config]: hubConfigText(hubConfig({ credentialsEndpoint: server.endpoint })),
    [HUB_FILES.certificate]: certificate,
    [HUB_FILES.rootCa]: server.ca.certificate,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(bundle, name), text);
  return certificate;
}

test('the first run makes key and request and says what to send; the second run the same, and makes nothing', async () => {
  expect(await run({ organization: 'acme', hub: 'berlin-1' })).toBe(true);
  const key = readFileSync(join(folder, HUB_FILES.privateKey), 'utf8');
  await run({ organization: 'acme', hub: 'berlin-1' });

  expect(told.slice(0, 4)).toEqual([
    'Made for acme--berlin-1:',
    `  ${join(folder, HUB_FILES.privateKey)}   stays here`,
    `  ${join(folder, HUB_FILES.request)}   send it to the platform's operators`,
    'They send a bundle back. Then run: data-hub setup --bundle FOLDER_OR_TAR',
  ]);
  expect(told[4]).toBe('Made before for acme--berlin-1:');
  expect(readFileSync(join(folder, HUB_FILES.privateKey), 'utf8')).toBe(key);
});

test('a request of another hub is left alone', async () => {
  await run({ organization: 'acme', hub: 'berlin-10' });

  await expect(run({ organization: 'acme', hub: 'berlin-1' })).rejects.toMatchObject({
    code: 'HUB_SETUP_TAKEN',
  });
});

test.each(['folder', 'tar'])(
  'with the bundle, as a %s, the hub is well, and its agent is started',
  async (kind) => {
    const certificate = await answered();
    const tar = `${bundle}.tar.gz`;
    const { execa } = await import('execa');
    await execa('tar', ['-czf', tar, '-C', dirname(bundle), 'acme--berlin-1']);
    const isWell = await run({ bundle: kind === 'tar' ? tar : bundle });

    expect({ isWell, told: told.filter((line) => line.startsWith('fail')) }).toEqual({
      isWell: true,
      told: [],
    });
    expect(readFileSync(join(folder, HUB_FILES.certificate), 'utf8')).toBe(certificate);
    expect(units).toEqual(['cat data-hub-agent.service', 'enable --now data-hub-agent.service']);
    expect(await run({ bundle })).toBe(true);
  },
);

test('a bundle that does not fit the key is told with everything that is wrong, and nothing is put in place', async () => {
  await answered('acme-eu--berlin-1');
  writeFileSync(join(bundle, HUB_FILES.rootCa), 'none');
  const before = readdirSync(folder);

  await expect(run({ bundle })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    problems: [
      { fix: expect.stringContaining('AmazonRootCA1.pem: is not a PEM certificate') as string },
      { fix: expect.stringContaining('does not belong to certificate.pem') as string },
    ],
  });
  expect(readdirSync(folder)).toEqual(before);
});

test.each([
  ['a missing path', () => join(scratch, 'missing'), /does not exist/],
  [
    'a file that is no tar',
    () => {
      writeFileSync(bundle, 'x');
      return bundle;
    },
    /neither a folder nor a tar/,
  ],
  [
    'an empty folder',
    () => {
      mkdirSync(bundle);
      return bundle;
    },
    /hub\.json: is missing/,
  ],
])('%s is no bundle', async (_what, make, message) => {
  await expect(run({ bundle: make() })).rejects.toThrow(message);
});

test('a hub that is not well gets no service, and says so', async () => {
  await answered();
  server.active.clear();

  expect(await run({ bundle })).toBe(false);
  expect(units).toEqual([]);
  expect(told.at(-1)).toMatch(/something is left to put right/);
});

test.each<[string, Partial<ServiceManager>, RegExp]>([
  ['no systemd', { isRunning: () => false }, /no systemd; start the agent: data-hub agent --config/],
  ['no unit', { systemctl: () => Promise.reject(new Error('no unit')) }, /is not installed; start the agent/],
  ['no root', { isRoot: () => false }, /^Start the agent as root: systemctl enable --now/],
])('with %s it says how to start the agent', async (_what, changes, line) => {
  await answered();

  expect(await run({ bundle }, { manager: manager(changes) })).toBe(true);
  expect(told.at(-1)).toMatch(line);
});

test('a folder that cannot be made is told with the argument that names it', async () => {
  writeFileSync(folder, '');
  await expect(run({ organization: 'acme', hub: 'berlin-1' })).rejects.toThrow(
    `${folder} cannot be written (ENOTDIR); choose a folder with --folder`,
  );
});
