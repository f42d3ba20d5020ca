import { readFileSync } from 'node:fs';
import { forgetRefusal } from '../../../../packages/data-hub/src/cache/cached-credentials';
import type { CredentialsResponse } from '../../../../packages/data-hub/src/credentials/transport';
import { CachedRuns } from '../fixtures/cached-runs';
import { CredentialsServer, THING } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';
import { MINUTE } from '../fixtures/virtual-hub';

let server: CredentialsServer;
let folder: HubFolder;
let hub: CachedRuns;

beforeAll(async () => {
  server = await CredentialsServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  folder = await HubFolder.create(server);
  hub = new CachedRuns(folder);
});
afterEach(() => {
  folder.remove();
});

const refused = (): CredentialsResponse => ({ status: 403, body: '{"message":"Access Denied"}' });

test('a refusal is not asked for again for minutes, by whichever run', async () => {
  hub.answer = refused;
  for (let runs = 0; runs < 20; runs++) await expect(hub.run()).rejects.toThrow(/403 \(Access Denied\)/);

  expect(hub.requests).toBe(1);
  hub.answer = () => hub.success();
  hub.pass(5 * MINUTE);
  expect((await hub.run()).accessKeyId).toBe('ASIA2');
});

test.each([
  [
    'certificate',
    () => {
      folder.write('certificate.pem', `${folder.pair.certificate}\n`);
    },
  ],
  [
    'root CA',
    () => {
      folder.write('AmazonRootCA1.pem', `${server.ca.certificate}\n`);
    },
  ],
  [
    'hub.json',
    () => {
      folder.write('hub.json', `${readFileSync(folder.configFile, 'utf8')}\n`);
    },
  ],
])('once %s has changed, an earlier refusal is not repeated', async (_which, mend) => {
  hub.answer = refused;
  await expect(hub.run()).rejects.toThrow(/403/);
  await expect(hub.run()).rejects.toThrow(/403/);
  expect(hub.requests).toBe(1);
  mend();
  hub.answer = () => hub.success();

  expect((await hub.run()).accessKeyId).toBe('ASIA2');
});

test('with another certificate there are other credentials at once: those of a revoked one are cut', async () => {
  await hub.run();
  folder.install(await server.ca.issue({ commonName: THING }));

  expect((await hub.run()).accessKeyId).toBe('ASIA2');
  expect((await hub.run()).accessKeyId).toBe('ASIA2');
});

test('while certificate and key do not match, the credentials in use are kept', async () => {
  await hub.run();
  folder.write('certificate.pem', (await server.ca.issue({ commonName: THING })).certificate);

  expect((await hub.run()).accessKeyId).toBe('ASIA1');
  expect(hub.requests).toBe(1);
  expect(hub.warnings).toEqual([expect.stringMatching(/those in use are still valid: .*private-key/)]);
});

test('a new pair that is refused, too, is asked for once; the credentials in use are kept', async () => {
  await hub.run();
  hub.pass(40 * MINUTE);
  hub.answer = refused;
  await hub.run();
  folder.install(await server.ca.issue({ commonName: THING }));
  for (let runs = 0; runs < 3; runs++) expect((await hub.run()).accessKeyId).toBe('ASIA1');

  expect(hub.requests).toBe(3);
});

test('a success elsewhere clears a refusal, and leaves credentials', async () => {
  const about = { config: folder.config, configFile: folder.configFile, runtime: hub.runtime };
  await hub.run();
  hub.pass(40 * MINUTE);
  hub.answer = refused;
  await hub.run();
  forgetRefusal(about);
  await hub.run();
  expect(hub.requests).toBe(3);
  forgetRefusal(about);
  forgetRefusal({ ...about, cacheFile: '/dev/null' });
  hub.answer = () => hub.success();

  expect((await hub.run()).accessKeyId).toBe('ASIA4');
});

test('what is kept tells nothing of the key', async () => {
  hub.answer = refused;
  await expect(hub.run()).rejects.toThrow(/403/);
  const kept = readFileSync(hub.cacheFile, 'utf8');
  const lines = folder.pair.privateKey.split('\n').filter((line) => !line.startsWith('-') && line !== '');

  expect(kept).toContain('"files":"');
  for (const line of lines) expect(kept).not.toContain(line);
});
