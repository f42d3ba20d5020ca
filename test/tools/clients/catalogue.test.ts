import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allClients, UNTRIED_CLIENTS } from '../../../tools/clients/catalogue/catalogue';
import type { Target } from '../../../tools/clients/client';
import { installOnce } from '../../../tools/clients/install/once';
import { chosenClients, clientsCache } from '../../../tools/clients/chosen-clients';
import { ROOT } from '../../fixtures/commands';

const CLIENTS = allClients(ROOT);
const TARGET: Target = {
  repository: ROOT,
  bucket: 'raw',
  prefix: 'acme/acme--berlin-1/',
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
  region: 'eu-central-1',
  endpoint: 'https://localhost:5000',
  caFile: '/ca.pem',
  trustStore: '/ca.p12',
  configFile: '/hub.json',
  cacheFile: '/cache.json',
};

test('names are distinct', () => {
  const names = [...CLIENTS, ...UNTRIED_CLIENTS].map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
});

test.each(CLIENTS.map((client) => [client.name, client] as const))(
  '%s is told the file, the place and the key',
  (_name, client) => {
    const key = `${TARGET.prefix}folder/a.csv`;
    const words = client.upload('/installed', { file: '/data/a.csv', key }, TARGET).command.join(' ');
    // The hub's own software has place and key from hub.json.
    const expected = client.way === 'own' ? ['--prefix folder', '--config /hub.json'] : [key, TARGET.keyArn];

    expect(['/data/a.csv', ...expected].filter((word) => !words.includes(word))).toEqual([]);
  },
);

test('CI has clients in several languages; each tier has those of the one before', () => {
  const names = (tier: 'ci' | 'full' | 'slow') => chosenClients(CLIENTS, [], tier).map(({ name }) => name);

  expect(names('ci')).toEqual(expect.arrayContaining(['boto3', 'sdk-javascript-v3', 'curl', 'data-hub']));
  expect(names('full')).toEqual(expect.arrayContaining(names('ci')));
  expect(names('slow').sort()).toEqual(CLIENTS.map(({ name }) => name).sort());
});

test('a name of no client is refused, with all that there are', () => {
  expect(chosenClients(CLIENTS, ['sdk-rust'], 'ci')).toHaveLength(1);
  expect(() => chosenClients(CLIENTS, ['boto3', 'boto4', 'awscli'], 'ci')).toThrow(
    /--only = "boto4": is not a client; write one of .*boto3.*\n--only = "awscli"/,
  );
});

test('the cache is where the user has caches', () => {
  expect(clientsCache({ XDG_CACHE_HOME: '/var/cache' })).toBe('/var/cache/data-hub-clients');
  expect(clientsCache({})).toMatch(/\/\.cache\/data-hub-clients$/);
});

describe('installing', () => {
  let folder: string;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'clients-')), 'client');
  });
  afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true });
  });

  function install(content: string, fails = false): Promise<void> {
    return installOnce(folder, content, () => {
      writeFileSync(join(folder, content), '');
      return fails ? Promise.reject(new Error('no network')) : Promise.resolve();
    });
  }

  test('is done once, again for another version, and again after a failure', async () => {
    await expect(install('v1', true)).rejects.toThrow('no network');
    await install('v1');
    rmSync(join(folder, 'v1'));
    await install('v1');
    expect(existsSync(join(folder, 'v1'))).toBe(false);

    await install('v2');
    expect(existsSync(join(folder, 'v2'))).toBe(true);
  });
});
