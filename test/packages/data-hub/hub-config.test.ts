import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../../config/errors';
import {
  hubConfigText,
  hubFiles,
  parseHubConfig,
  readHubConfig,
} from '../../../packages/data-hub/src/hub-config';
import { hubConfig } from './fixtures/hub-folder';

/** What is wrong with a `hub.json` that has these fields in place of, or besides, the good ones. */
function problems(changes: Readonly<Record<string, unknown>>): string[] {
  try {
    parseHubConfig(JSON.stringify({ ...hubConfig(), ...changes }), 'hub.json');
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split('\n');
  }
}

test('what is written is read back', () => {
  expect(parseHubConfig(hubConfigText(hubConfig()), 'hub.json')).toEqual(hubConfig());
});

test('what could not be read back is not written', () => {
  expect(() => hubConfigText(hubConfig({ prefix: 'acme-eu/' }))).toThrow(
    'hub.json $.prefix = "acme-eu/": contradicts other fields; write "acme/acme--berlin-1/" or "acme/"',
  );
});

test.each([
  ['an unknown field', { secretAccessKey: 'x' }, /\$\.secretAccessKey: unknown field/],
  ['an unknown field within', { buckets: { raw: 'abc', other: 'abc' } }, /\$\.buckets\.other: unknown field/],
  ['another version', { version: 2 }, /\$\.version = 2: write 1/],
  ['a slug with a space', { organization: 'ac me' }, /\$\.organization = "ac me": .*try "ac-me"/],
  ['a hub with a slash', { hub: 'berlin/1' }, /\$\.hub = "berlin\/1": a hub's name/],
  ['an endpoint without TLS', { credentialsEndpoint: 'http://localhost' }, /\$\.credentialsEndpoint/],
  ['an endpoint with a path', { credentialsEndpoint: 'https://localhost/x' }, /\$\.credentialsEndpoint/],
  ['an endpoint of somebody', { credentialsEndpoint: 'https://example.com' }, /\$\.credentialsEndpoint/],
  [
    'an endpoint that only looks like one of AWS',
    { credentialsEndpoint: 'https://c1.credentials.iot.eu-central-1.amazonaws.com.example.com' },
    /\$\.credentialsEndpoint/,
  ],
  [
    'an endpoint of another Region',
    { credentialsEndpoint: 'https://c1.credentials.iot.us-east-1.amazonaws.com' },
    /is in us-east-1, but \$\.region is "eu-central-1"/,
  ],
  ['an alias in place of a key', { keyArn: 'alias/acme' }, /\$\.keyArn = "alias\/acme": write the full ARN/],
  ['the folder of a neighbour', { prefix: 'acme-eu/' }, /\$\.prefix = "acme-eu\/": contradicts/],
  ['the folder without its slash', { prefix: 'acme' }, /\$\.prefix = "acme": contradicts/],
  ['the secrets of a neighbour', { parameterPath: '/production/acme-eu/connectors' }, /\$\.parameterPath/],
  ['the thing of a neighbour', { thingName: 'acme-eu--berlin-1' }, /\$\.thingName/],
  ['no key file', { privateKeyFile: '' }, /\$\.privateKeyFile = "": write the path/],
])('%s is refused', (_what, changes, message) => {
  const lines = problems(changes);

  expect(lines.filter((line) => message.test(line))).toHaveLength(1);
});

const IN_TOKEN = {
  privateKeyFile: undefined,
  privateKeyUri: 'pkcs11:token=hub;object=key',
  pinFile: 'pin',
};

test.each([
  ['no key at all', { privateKeyFile: undefined }, /\$\.privateKeyFile: is missing; .*\(or privateKeyUri/],
  ['a key in two places', { ...IN_TOKEN, privateKeyFile: 'k.pem' }, /\$\.privateKeyFile = "k.pem": .*either/],
  ['a token without a PIN', { ...IN_TOKEN, pinFile: undefined }, /\$\.pinFile: is missing; .*0600/],
  ['a PIN without a token', { pinFile: 'pin' }, /\$\.pinFile = "pin": is used with "privateKeyUri" only/],
  ['a module without a token', { pkcs11Module: 'x.so' }, /\$\.pkcs11Module = "x.so": is used with/],
  ['no URI', { ...IN_TOKEN, privateKeyUri: 'hub-key' }, /\$\.privateKeyUri = "hub-key": write a PKCS#11 URI/],
])('%s is refused', (_what, changes, message) => {
  expect(problems(changes)).toEqual([expect.stringMatching(message)]);
});

test('a PIN in the URI is refused, and not repeated', () => {
  const [problem] = problems({ ...IN_TOKEN, privateKeyUri: 'pkcs11:token=hub;object=key?pin-value=4711' });

  expect(problem).toMatch(/^hub\.json \$\.privateKeyUri: holds a PIN; .*pinFile/);
  expect(problem).not.toContain('4711');
});

test('a key in a token is named by its URI, and its module and PIN file are relative as other files are', () => {
  const config = hubConfig({ ...IN_TOKEN, pkcs11Module: '/usr/lib/tpm2.so' });

  expect(parseHubConfig(hubConfigText(config), 'hub.json')).toEqual(config);
  expect(hubFiles(config, '/etc/data-hub/hub.json').privateKey).toEqual({
    uri: 'pkcs11:token=hub;object=key',
    module: '/usr/lib/tpm2.so',
    pinFile: '/etc/data-hub/pin',
  });
});

test('a missing field is named, and all problems come at once', () => {
  expect(problems({ region: undefined, version: 3, extra: 1 })).toEqual([
    expect.stringMatching(/\$\.version = 3: /),
    expect.stringMatching(/\$\.region: is missing; /),
    expect.stringMatching(/\$\.extra: unknown field/),
  ]);
});

test.each([
  ['[]', 'hub.json: write a JSON object, as enrolling the hub makes it'],
  ['null', 'hub.json: write a JSON object, as enrolling the hub makes it'],
  [
    '-----BEGIN PRIVATE KEY-----\nMIGH',
    'hub.json line 1, column 1: is not JSON: expected a text in double quotes, a number, true, false, null, { or [',
  ],
])('%j is refused without being quoted', (content, message) => {
  expect(() => parseHubConfig(content, 'hub.json')).toThrow(new Error(message));
});

test('a field twice is refused at every depth, with both places, beside every other problem', () => {
  const text = JSON.stringify(hubConfig(), undefined, 2)
    .replace('"raw": ', '"raw": "ts-production-444455556666-raw",\n    "raw": ')
    .replace('"version": 1,', '"version": 2,');
  const problemsOf = (): unknown => parseHubConfig(text, 'hub.json');
  expect(problemsOf).toThrow(
    /^hub\.json line 15, column 5: "raw" is written twice: \$\.buckets\.raw stands in line 14, column 5 already; keep one of the two\n.*\$\.version = 2/,
  );
});

test('a byte-order mark is left out, and another encoding is named', () => {
  const text = hubConfigText(hubConfig());
  expect(parseHubConfig(Buffer.from(`\ufeff${text}`), 'hub.json')).toEqual(hubConfig());
  expect(() => parseHubConfig(Buffer.from(text, 'utf16le'), 'hub.json')).toThrow(
    new Error('hub.json: is UTF-16 text (little endian); save it as UTF-8'),
  );
});

test('a device, which has no end, is not read', () => {
  expect(() => readHubConfig('/dev/zero')).toThrow('/dev/zero: cannot be read (it is a pipe or a device)');
});

test('a file that is missing, and a folder, are told apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-config-'));
  try {
    expect(() => readHubConfig(join(folder, 'hub.json'))).toThrow(
      /does not exist; enrolling the hub makes it/,
    );
    expect(() => readHubConfig(folder)).toThrow(new RegExp(`is a folder; write ${folder}/hub.json`));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('files are relative to the folder of hub.json, unless they are absolute', () => {
  const config = hubConfig({ privateKeyFile: '/run/keys/hub.pem' });

  expect(hubFiles(config, '/etc/data-hub/hub.json')).toEqual({
    certificate: '/etc/data-hub/certificate.pem',
    privateKey: '/run/keys/hub.pem',
    rootCa: '/etc/data-hub/AmazonRootCA1.pem',
  });
});
