import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Platform } from '../../../../lib/account/open-platform';
import { hubOf } from '../../../../lib/account/open-platform';
import { enroll } from '../../../../lib/hubs/enrolment/enroll';
import { createActivation } from '../../../../lib/hubs/enrolment/hybrid-activation';
import { writeFiles } from '../../../../lib/hubs/enrolment/new-files';
import { amazonRootCa1 } from '../../../../packages/data-hub/src/amazon-root-ca';
import { parseHubConfig } from '../../../../packages/data-hub/src/hub-config';
import { FakeAws } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';

const THING = 'acme--berlin-1';

let aws: FakeAws;
let desk: Desk;
let platform: Platform;
beforeEach(async () => {
  aws = new FakeAws();
  desk = new Desk();
  platform = await desk.open(aws);
});
afterEach(() => {
  desk.clear();
});

test("a root CA of the operator's choice has a name of its own in the bundle", async () => {
  writeFileSync(desk.path('ca.pem'), amazonRootCa1());
  const csr = await desk.request(THING);
  const { rootCa } = await enroll(platform, {
    hub: 'berlin-1',
    csr,
    out: desk.path('out'),
    rootCa: desk.path('ca.pem'),
  });
  expect(readdirSync(desk.path('out')).sort()).toEqual(['certificate.pem', 'hub.json', 'root-ca.pem']);
  const config = parseHubConfig(readFileSync(`${desk.path('out')}/hub.json`, 'utf8'), 'hub.json');
  expect(config.rootCaFile).toBe('root-ca.pem');
  expect(rootCa).toMatchObject({ file: 'root-ca.pem', subject: 'C=US, O=Amazon, CN=Amazon Root CA 1' });
});

test.each([
  ['own', 'acme/acme--berlin-1/'],
  ['common', 'acme/'],
] as const)('where hubs have folders of their %s, hub.json says %s', async (dataHubFolders, prefix) => {
  const csr = await desk.request(THING);
  const out = desk.path('out');
  await enroll(
    { ...platform, environment: { ...platform.environment, dataHubFolders } },
    { hub: 'berlin-1', csr, out },
  );
  expect(parseHubConfig(readFileSync(`${out}/hub.json`, 'utf8'), 'hub.json').prefix).toBe(prefix);
});

describe('new files', () => {
  test('are written all or none', () => {
    mkdirSync(desk.path('out'));
    mkdirSync(`${desk.path('out')}/b`);
    const files = new Map([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(() => writeFiles(desk.path('out'), files, 0o644)).toThrow('EEXIST');
    expect(readdirSync(desk.path('out'))).toEqual(['b']);
  });

  test('leave what is there already, and taking back leaves it, too', () => {
    writeFiles(desk.path('out'), new Map([['a', '1']]), 0o644);
    const takeBack = writeFiles(
      desk.path('out'),
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
      0o644,
    );
    takeBack();
    expect(readdirSync(desk.path('out'))).toEqual(['a']);
  });
});

describe('a hybrid activation', () => {
  const hub = { name: 'berlin-1', thingName: THING };

  test('is for one machine and half a day, tagged, and its code is in a file for the owner only', async () => {
    const made = await createActivation(platform, hubOf(platform, 'berlin-1'), desk.path('out'));
    expect(aws.ssm.activations.get(made.activationId)).toMatchObject({
      IamRole: 'ts-test-acme-hybrid-node',
      RegistrationLimit: 1,
      DefaultInstanceName: THING,
      ExpirationDate: new Date('2026-11-25T00:00:00Z'),
      Tags: [
        { Key: 'environment', Value: 'test' },
        { Key: 'orgSlug', Value: 'acme' },
        { Key: 'dataHub', Value: THING },
      ],
    });
    expect(statSync(made.file).mode & 0o777).toBe(0o600);
    expect(readFileSync(made.file, 'utf8')).toContain('code-of-activation-1');
    expect(JSON.stringify(made)).not.toContain('code-of');
  });

  test('that was made before and not used goes, and a file is not overwritten', async () => {
    await createActivation(platform, hub, desk.path('a'));
    await expect(createActivation(platform, hub, desk.path('a'))).rejects.toMatchObject({ code: 'BUNDLE' });
    const second = await createActivation(platform, hub, desk.path('b'));
    expect([...aws.ssm.activations.keys()]).toEqual([second.activationId]);
  });

  test('whose code cannot be written is deleted again', async () => {
    writeFileSync(desk.path('file'), '');
    await expect(createActivation(platform, hub, desk.path('file'))).rejects.toMatchObject({
      code: 'BUNDLE',
    });
    expect(aws.ssm.activations.size).toBe(0);
  });
});
