import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hubCredentials } from '../../../../packages/data-hub/src/credentials/hub-credentials';
import { HUB_FILES, readHubConfig } from '../../../../packages/data-hub/src/hub-config';
import { enrol, type EnrolledHub, type EnrolOptions } from '../../../../packages/data-hub/src/setup/enrol';
import { ShadowError } from '../../../../packages/data-hub/src/shadow/hub-shadow';
import { type IssuedCertificate, newKeyText } from '../fixtures/certificates';
import { type CredentialsServer, THING } from '../fixtures/credentials-server';
import { hubConfig } from '../fixtures/hub-folder';
import { CLAIM_ALIAS, InvitedHub } from '../fixtures/invited-hub';
import { idOf, type SimulatedPlatform } from '../fixtures/simulated-platform';

let invited: InvitedHub;
let server: CredentialsServer;
let platform: SimulatedPlatform;
let claim: IssuedCertificate;
let scratch: string;
let folder: string;
let file: string;

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'enrol-'));
  invited = await InvitedHub.create(scratch);
  ({ server, platform, claim, folder, file } = invited);
});
afterEach(async () => {
  await server.stop();
  rmSync(scratch, { recursive: true });
});

function run(changes: Partial<EnrolOptions> = {}): Promise<EnrolledHub> {
  return enrol({
    file,
    folder,
    proxy: {},
    shadowOf: () => platform.shadow,
    now: Date.now,
    pause: () => invited.answer(),
    ...changes,
  });
}

const certificate = (): string => readFileSync(join(folder, HUB_FILES.certificate), 'utf8');
const placed = (): string[] => (existsSync(folder) ? readdirSync(folder) : []).sort();
const COMPLETE = [
  '.renewal.json',
  HUB_FILES.rootCa,
  HUB_FILES.certificate,
  HUB_FILES.config,
  HUB_FILES.privateKey,
].sort();

/** Works once it has been enrolled, with its own certificate. */
async function expectEnrolled(): Promise<void> {
  const configFile = join(folder, HUB_FILES.config);
  const source = hubCredentials({ config: readHubConfig(configFile), configFile });
  expect(await source.provider()).toMatchObject({ sessionToken: server.secrets.at(-1) });
  await source.stop();
  expect(server.requests.at(-1)).toMatchObject({ certificateId: idOf(certificate()) });
  expect(placed()).toEqual(COMPLETE);
}

test('gets a hub its certificate: asked for by the claim, tried, confirmed by the new key; the claim is retired', async () => {
  const hub = await run();
  await platform.process();
  server.deactivate(claim.certificate);

  expect(hub).toMatchObject({ before: false, config: { thingName: THING } });
  expect(server.requests.map(({ path }) => path.split('/')[2])).toEqual(
    expect.arrayContaining([CLAIM_ALIAS, hub.config.roleAlias]),
  );
  expect([...platform.active]).toEqual([idOf(certificate())]);
  expect(statSync(join(folder, HUB_FILES.privateKey)).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, HUB_FILES.privateKey), 'utf8')).not.toBe(claim.privateKey);
  await expectEnrolled();
});

test('run again it does nothing', async () => {
  await run();
  const calls = platform.calls.length;

  expect(await run()).toMatchObject({ before: true });
  expect(platform.calls).toHaveLength(calls);
});

test('interrupted while it waits, it goes on with the same request', async () => {
  const interrupted = run({ pause: () => Promise.reject(new Error('interrupted')) });
  await expect(interrupted).rejects.toThrow('interrupted');
  const { requestId } = platform;
  await run();

  expect(platform).toMatchObject({ requestId, issued: 1 });
  await expectEnrolled();
});

test('ended right after its confirmation, it ends by its own certificate: the claim is retired', async () => {
  const { read, report } = platform.shadow;
  const breaking = {
    read,
    report: async (parts: Parameters<typeof report>[0]): Promise<void> => {
      await report(parts);
      if (parts.confirmation) throw new Error('killed');
    },
  };
  await expect(run({ shadowOf: () => breaking })).rejects.toThrow('killed');
  await platform.process();
  server.deactivate(claim.certificate);
  const asked = server.requests.length;

  await run({
    shadowOf: (config, _file, _endpoint, credentials) => ({
      read,
      report: async (parts) => {
        expect(config.roleAlias).toBe(hubConfig().roleAlias);
        await credentials();
        await report(parts);
      },
    }),
  });
  expect(server.requests.slice(asked).map(({ certificateId }) => certificateId)).toEqual([
    idOf(certificate()),
  ]);
  await expectEnrolled();
});

test('what passes by itself is waited for, and told', async () => {
  const told: (string | undefined)[] = [];
  platform.failure = new ShadowError('HUB_SHADOW_UNREACHABLE', 'no way');
  await run({
    pause: async (problem) => {
      told.push(problem);
      platform.failure = undefined;
      await invited.answer();
    },
  });

  expect(told).toEqual(['no way', undefined]);
});

test("the platform's refusal is told, and a new file starts anew at once", async () => {
  platform.refusal = { code: 'SUSPENDED', message: 'the organization is suspended' };
  await expect(run()).rejects.toMatchObject({
    code: 'HUB_SETUP_REFUSED',
    message: 'the platform refused the request (SUSPENDED): the organization is suspended',
  });
  platform.refusal = undefined;
  await run();

  await expectEnrolled();
});

test('a claim that is not taken is told with what to do', async () => {
  server.deactivate(claim.certificate);

  await expect(run()).rejects.toMatchObject({
    code: 'HUB_SETUP_CLAIM_REFUSED',
    message: expect.stringMatching(/ask the operators for a new one .*Certificate is invalid/) as string,
  });
  expect(placed()).toEqual([HUB_FILES.rootCa, HUB_FILES.config].sort());
});

test.each<[string, () => void, RegExp]>([
  [
    'no file',
    () => {
      rmSync(file);
    },
    /enrolment\.json: does not exist/,
  ],
  [
    'a pipe, which might never end,',
    () => {
      rmSync(file);
      execFileSync('mkfifo', [file]);
    },
    /enrolment\.json: cannot be read \(it is a pipe or a device\)/,
  ],
  [
    'a huge file',
    () => {
      truncateSync(file, 5_000_000_000);
    },
    /enrolment\.json: cannot be read \(it has 5000000000 bytes\)/,
  ],
  [
    'no JSON',
    () => {
      writeFileSync(file, 'SECRET');
    },
    /enrolment\.json/,
  ],
  [
    'an expired file',
    () => {
      invited.writeFile({ expires: '2020-01-01T00:00:00Z' });
    },
    /expired at 2020/,
  ],
  [
    'a key of another claim',
    () => {
      invited.writeFile({ claimPrivateKey: newKeyText() });
    },
    /HUB_KEY_MISMATCH/,
  ],
  [
    'no data endpoint',
    () => {
      invited.writeFile({ hub: hubConfig() });
    },
    /names no dataEndpoint/,
  ],
])('with %s nothing is done', async (_what, spoil, message) => {
  spoil();
  const failed = run();

  await expect(failed).rejects.toMatchObject({
    code: 'CONFIGURATION',
    message: expect.stringMatching(message) as string,
  });
  await expect(failed).rejects.not.toThrow(/SECRET|PRIVATE KEY/);
  expect(placed()).toEqual([]);
  expect(server.requests).toEqual([]);
});

test.each([
  ['a hub of an organization whose name begins alike', HUB_FILES.config, 'acme-eu--berlin-1'],
  ['a key that was made by hand', HUB_FILES.privateKey, 'key'],
])('%s in the folder is left alone', async (_what, name, what) => {
  mkdirSync(folder);
  const other = {
    organization: 'acme-eu',
    thingName: what,
    prefix: 'acme-eu/',
    parameterPath: '/production/acme-eu/connectors',
  };
  const text = name === HUB_FILES.config ? JSON.stringify({ ...hubConfig(), ...other }) : what;
  writeFileSync(join(folder, name), text);

  await expect(run()).rejects.toMatchObject({ code: 'HUB_SETUP_TAKEN' });
  expect(placed()).toEqual([name]);
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

test('the proxy of the owner gets into hub.json, where the next run can name another', async () => {
  for (const proxy of ['http://127.0.0.1:9', 'http://127.0.0.1:10']) {
    await expect(run({ proxy: { proxy } })).rejects.toMatchObject({ code: 'PROXY_FAILED' });
    expect(readHubConfig(join(folder, HUB_FILES.config)).proxy).toBe(proxy);
  }
});
