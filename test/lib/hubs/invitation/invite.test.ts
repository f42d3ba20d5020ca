import { createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { ConfigurationError } from '../../../../config/errors';
import { SuspendedError } from '../../../../lib/account/suspension';
import { enroll } from '../../../../lib/hubs/enrolment/enroll';
import { invite, type InviteOptions, type Invited } from '../../../../lib/hubs/invitation/invite';
import { planRevocation } from '../../../../lib/hubs/revocation/revocation-plan';
import { revoke } from '../../../../lib/hubs/revocation/revoke';
import { parseEnrolmentFile } from '../../../../packages/data-hub/src/enrolment/enrolment-file';
import { denied, FakeAws, KilledError, killedAfter } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';

const THING = 'acme--berlin-1';

let aws: FakeAws;
let desk: Desk;
beforeEach(() => {
  aws = new FakeAws();
  desk = new Desk();
});
afterEach(() => {
  desk.clear();
});

async function run(options: Partial<InviteOptions> = {}, organization = 'acme'): Promise<Invited[]> {
  const platform = await desk.open(aws, organization);
  return invite(platform, { hubs: ['berlin-1'], out: desk.path('files'), ...options });
}

const readFile = ({ file }: Pick<Invited, 'file'>) => parseEnrolmentFile(readFileSync(file), file);

describe('invite', () => {
  test('gives a hub a file with a certificate that can ask for its own, and is of nobody else', async () => {
    const [invited] = await run();
    if (invited === undefined) throw new Error('nobody was invited');
    expect(invited).toMatchObject({ hub: 'berlin-1', replaces: false, expires: '2026-12-01T12:00:00.000Z' });
    expect(statSync(invited.file).mode & 0o777).toBe(0o600);
    const file = readFile(invited);
    expect(file).toMatchObject({ claimRoleAlias: 'ts-test-enrolment', expires: invited.expires });
    expect(file.hub).toMatchObject({
      thingName: THING,
      dataEndpoint: 'https://a1234-ats.iot.eu-central-1.amazonaws.com',
    });
    const { publicKey } = new X509Certificate(file.claimCertificate);
    expect(createPublicKey(file.claimPrivateKey).equals(publicKey)).toBe(true);
    expect(aws.iot.active).toMatchObject([
      { id: invited.certificateId, policies: new Set(['ts-test-enrolment']) },
    ]);
    expect([...aws.iot.thing(THING).principals]).toEqual([aws.iot.active[0]?.arn]);
    expect(aws.iot.thing(THING).attributes['invitation']).toBe(`${invited.certificateId}@${invited.expires}`);
  });

  test('again makes the earlier file useless', async () => {
    const [first] = await run();
    const [second] = await run({ out: desk.path('again'), days: 1 });
    expect(second).toMatchObject({ replaces: true, expires: '2026-11-25T12:00:00.000Z' });
    expect(aws.iot.certificates.has(first?.certificateId ?? '')).toBe(false);
    expect(aws.iot.active.map(({ id }) => id)).toEqual([second?.certificateId]);
  });

  test('invites many', async () => {
    const lines: string[] = [];
    const invited = await run({
      hubs: ['berlin-1', 'berlin-10', 'x'],
      onProgress: (line) => lines.push(line),
    });
    expect(invited.map((one) => readFile(one).hub.thingName)).toEqual([THING, 'acme--berlin-10', 'acme--x']);
    expect(lines.at(-1)).toBe('invited x (3 of 3)');
  });

  test('changes nothing in a dry run', async () => {
    expect(await run({ dryRun: true })).toMatchObject([{ hub: 'berlin-1', replaces: false }]);
    expect(aws.writes).toEqual([]);
    expect(existsSync(desk.path('files'))).toBe(false);
  });

  test('says everything that is wrong at once, and changes nothing', async () => {
    await run();
    const changes = aws.writes.length;
    const error: unknown = await run({ hubs: ['Berlin', 'berlin-1', 'x', 'x'], days: 31 }).catch(
      (problem: unknown) => problem,
    );
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as ConfigurationError).problems.map(({ place, value }) => [place, value])).toEqual([
      ['--expires', 31],
      ['--hub', 'Berlin'],
      ['--hub', 'x'],
      ['--out', `${desk.path('files')}/${THING}.enrolment.json`],
    ]);
    expect(aws.writes).toHaveLength(changes);
  });

  test('refuses a hub that is enrolled, before any other is invited', async () => {
    await enroll(await desk.open(aws), {
      hub: 'berlin-1',
      csr: await desk.request(THING),
      out: desk.path('bundle'),
    });
    const changes = aws.writes.length;
    await expect(run({ hubs: ['x', 'berlin-1'] })).rejects.toMatchObject({ code: 'HUB_ENROLLED' });
    expect(aws.writes).toHaveLength(changes);
  });

  test('refuses while the organization is suspended', async () => {
    await expect(run({}, 'globex')).rejects.toThrow(SuspendedError);
  });

  test('takes everything back where a step fails', async () => {
    aws.interference = denied('iot:AttachThingPrincipal');
    await expect(run()).rejects.toMatchObject({ code: 'AWS_DENIED' });
    expect([aws.iot.certificates.size, aws.iot.things.size]).toEqual([0, 0]);
    expect(existsSync(`${desk.path('files')}/${THING}.enrolment.json`)).toBe(false);
  });

  test('says what to deploy where the policy of claims is not there', async () => {
    aws.iot.policies.delete('ts-test-enrolment');
    await expect(run()).rejects.toThrow(/no IoT policy ts-test-enrolment; deploy it: .* ts-test-shared/);
  });

  test.each([1, 2, 3, 4, 5])('can be run again after it was killed after change %i', async (changes) => {
    const death = killedAfter(changes);
    aws.interference = death;
    await expect(Promise.race([run(), death.died])).rejects.toThrow(KilledError);
    aws.interference = {};
    // Nobody has the key of what is left there.
    const [invited] = await run({ out: desk.path('again') });
    expect(aws.iot.active.map(({ id }) => id)).toEqual([invited?.certificateId]);
    expect([...aws.iot.thing(THING).principals]).toEqual([aws.iot.active[0]?.arn]);
  });

  test('what was given out is revoked with its hub', async () => {
    await run();
    const platform = await desk.open(aws);
    const plan = await planRevocation(platform, { name: 'berlin-1', thingName: THING });
    await revoke(platform, plan, () => undefined);
    expect(aws.iot.active).toEqual([]);
  });
});

test('an enrolment file is not put in place of another', async () => {
  const [invited] = await run();
  writeFileSync(invited?.file ?? '', 'changed');
  await expect(run()).rejects.toThrow(ConfigurationError);
  expect(readFileSync(invited?.file ?? '', 'utf8')).toBe('changed');
});
