import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOf, endsOf, type Run, runCommand } from '../fixtures/commands';

const folder = mkdtempSync(join(tmpdir(), 'guardrails-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const FILE = 'guardrails.ts';
const PRODUCTION = ['--environment', 'production'] as const;

let written: Run | undefined, json: Run | undefined, nowhere: Run | undefined, unknown: Run | undefined;
beforeAll(async () => {
  [written, json, nowhere, unknown] = await endsOf([
    [FILE, ...PRODUCTION, '--out', folder],
    [FILE, ...PRODUCTION, '--json'],
    [FILE, ...PRODUCTION, '--check', join(folder, 'nowhere')],
    [FILE, '--environment', 'nowhere'],
  ]);
});

const check = (): Promise<Run> => endOf(FILE, [...PRODUCTION, '--check', folder]);

test('people are told what each policy does, its size, how to attach it, and what is left to them', () => {
  const { status, stdout } = written ?? {};
  expect(status).toBe(0);
  expect(stdout).toMatch(/^scp-identities \(service control policy, [\d,]+ of 10,240 characters\)$/m);
  expect(stdout).toMatch(/^rcp-outsiders \(resource control policy, [\d,]+ of 5,120 characters\)$/m);
  expect(stdout).toMatch(
    /^ {2}aws organizations create-policy --type S3_POLICY --name ts-production-s3-public-access/m,
  );
  expect(stdout).toMatch(/^ {2}6 of 10 that an account may have as service control policy/m);
  expect(stdout).toContain('aws s3control put-public-access-block');
  expect(stdout).toContain('No declarative policy for EC2');
  expect(stdout).toContain('operations.guardrails.exempt');
});

test('one file is written for each policy, and a folder is compared with what would be written', async () => {
  expect(readdirSync(folder).sort()).toEqual([
    'rcp-outsiders.json',
    'rcp-transport.json',
    's3-public-access.json',
    'scp-account.json',
    'scp-data.json',
    'scp-flows.json',
    'scp-identities.json',
    'scp-operation.json',
  ]);
  const file = join(folder, 'scp-data.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify(JSON.parse(text), null, 2));
  // The same policies, written in another way.
  expect((await check()).status).toBe(0);
  writeFileSync(file, text.replace('"kms:Decrypt"', '"kms:CreateGrant","kms:Decrypt"'));
  rmSync(join(folder, 'scp-flows.json'));
  writeFileSync(join(folder, 'scp-old.json'), '{}');
  const { status, stdout } = await check();
  expect([status, stdout.trim().split('\n')]).toEqual([
    1,
    [
      `${folder}: scp-data.json differs`,
      `${folder}: scp-flows.json is missing`,
      `${folder}: scp-old.json is not a guardrail of this environment`,
    ],
  ]);
});

test('programs get as JSON what differs', () => {
  // In a process of its own, as people run it.
  const { status, stdout } = runCommand(FILE, [...PRODUCTION, '--check', folder, '--json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    folder,
    same: false,
    differences: ['scp-data.json differs', 'scp-flows.json is missing', expect.stringContaining('scp-old')],
  });
});

test('programs get the policies as JSON', () => {
  const { policies, byHand } = JSON.parse(json?.stdout ?? '') as {
    policies: { id: string; document: object }[];
    byHand: object[];
  };
  expect(policies.map(({ id }) => id)).toContain('scp-identities');
  expect(policies[0]?.document).toHaveProperty('Statement');
  expect(byHand.length).toBeGreaterThan(0);
});

test('a folder that is not there and an unknown environment are bad input', () => {
  expect([nowhere?.status, unknown?.status]).toEqual([2, 2]);
  expect(nowhere?.stderr).toBe(`--check = "${join(folder, 'nowhere')}": cannot be read (ENOENT)\n`);
});
