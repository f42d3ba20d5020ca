import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../../../config/errors';
import { recordRelease, STACKS } from '../../../../tools/release/record-release';
import { readRecords, recordText } from '../../../../tools/release/recorded-stacks';
import { ReleaseError } from '../../../../tools/release/release-error';
import { requireRecord } from '../../../../tools/release/require-record';

const NEXT = join(__dirname, '..', '..', '..', 'upgrade', 'next');
const VERSION = '9.8.7';
const records = mkdtempSync(join(tmpdir(), 'records-'));
const stacks = join(records, VERSION, STACKS);
const record = (options: Partial<Parameters<typeof recordRelease>[0]> = {}): string[] =>
  recordRelease({ records, version: VERSION, replace: false, ...options });

beforeAll(() => {
  cpSync(NEXT, join(records, 'next'), { recursive: true });
  record();
});
afterAll(() => {
  rmSync(records, { recursive: true, force: true });
});

test('a record is the file and its stacks, of two organizations', () => {
  expect(readdirSync(join(records, VERSION)).sort()).toEqual([STACKS, 'upgrade.json']);
  expect(readdirSync(stacks).sort()).toEqual([
    'ts-upgrade-organization-acme-eu.json',
    'ts-upgrade-organization-acme.json',
    'ts-upgrade-shared.json',
  ]);
  expect(() => {
    requireRecord(records, VERSION);
  }).not.toThrow();
});

test('what is read is what was written', () => {
  for (const stack of readRecords(stacks)) {
    expect(recordText(stack)).toBe(readFileSync(join(stacks, `${stack.name}.json`), 'utf8'));
    expect(stack.terminationProtection).toBe(true);
  }
  expect(readRecords(stacks).map(({ organization }) => organization)).toEqual(['acme-eu', 'acme', undefined]);
});

test('descriptions, versions of the bootstrap and metadata are left out, and construct paths are not', () => {
  const text = JSON.stringify({
    Description: 'Organization',
    Parameters: { BootstrapVersion: {}, Own: { Type: 'String' } },
    Rules: {},
    Resources: { Key: { Type: 'AWS::KMS::Key', Metadata: { 'aws:cdk:path': 'a/Key', cdk_nag: [] } } },
  });
  const of = { name: 'a', terminationProtection: true, tags: { z: '1', a: '2' } };
  expect(JSON.parse(recordText({ ...of, text }))).toEqual({
    terminationProtection: true,
    tags: { a: '2', z: '1' },
    template: {
      Parameters: { Own: { Type: 'String' } },
      Resources: { Key: { Type: 'AWS::KMS::Key', Metadata: { 'aws:cdk:path': 'a/Key' } } },
    },
  });
});

test('a record that is there is kept, unless it is to be replaced', () => {
  expect(() => record()).toThrow(/--release = "9\.8\.7": is recorded already/);
  writeFileSync(join(stacks, 'left-over.json'), '{}');
  record({ replace: true });
  expect(readdirSync(stacks)).not.toContain('left-over.json');
});

test('a record of other code is refused, by the names of its stacks', () => {
  const file = join(stacks, 'ts-upgrade-shared.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"EnableKeyRotation": true', '"EnableKeyRotation": false'));
  try {
    expect(() => {
      requireRecord(records, VERSION);
    }).toThrow('is not what this code makes of ts-upgrade-shared; run npm run record-release -- --replace');
  } finally {
    writeFileSync(file, text);
  }
});

test('a release that is not recorded is refused, with the command that records it', () => {
  expect(() => {
    requireRecord(records, '9.8.8');
  }).toThrow('test/upgrade/9.8.8: does not exist; run npm run record-release');
});

test.each(['v1.0.0', '1.0', '../1.0.0'])('%s is no version', (version) => {
  expect(() => record({ version })).toThrow(ConfigurationError);
});

test('a folder without an assembly, and files that are no records, are named', () => {
  expect(() => record({ version: '1.0.0', app: records })).toThrow(/^--app = /);
  expect(readdirSync(records)).not.toContain('1.0.0');
  const folder = join(records, 'broken');
  mkdirSync(folder);
  expect(() => readRecords(folder)).toThrow(new ReleaseError(`${folder} holds no record of a release`));
  writeFileSync(join(folder, 'a.json'), '{"tags":{}}');
  expect(() => readRecords(folder)).toThrow(/a\.json is not the record of a stack: /);
});
