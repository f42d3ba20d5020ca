import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseHubConfig } from '../../../../../lib/data-hub/hub-config';
import { enroll } from '../../../../../lib/data-hub/platform/enrolment/enroll';
import { denied, FakeAws, type Interference, KEY_ARN, KilledError, killedAfter } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';
import { serviceError } from '../fixtures/service-error';

const THING = 'acme--berlin-1';

let aws: FakeAws;
let desk: Desk;
let csr: string;
let out: string;
beforeEach(async () => {
  aws = new FakeAws();
  desk = new Desk();
  csr = await desk.request(THING);
  out = desk.path('bundle');
});
afterEach(() => {
  desk.clear();
});

/** What one run of the command does, in a process of its own. */
async function run(file = csr, folder = out): ReturnType<typeof enroll> {
  return enroll(await desk.open(aws), { hub: 'berlin-1', csr: file, out: folder });
}

/** The same in a process that dies after so many changes. */
async function runUntilKilled(changes: number): Promise<void> {
  const death = killedAfter(changes);
  aws.interference = death;
  await expect(Promise.race([run(), death.died])).rejects.toThrow(KilledError);
  aws.interference = {};
}

/** Lets each call wait for a random while, so that calls of several runs come in another order for each seed. */
function inRandomOrder(seed: number): Interference {
  let state = seed;
  return {
    before: async () => {
      state = (state * 48_271) % 2_147_483_647;
      for (let turns = state % 7; turns > 0; turns--) await Promise.resolve();
    },
  };
}

/** The state in which a hub is enrolled, and nothing else lies about. */
function expectEnrolledOnce(): void {
  expect([...aws.iot.certificates.values()]).toEqual([
    expect.objectContaining({ status: 'ACTIVE', policies: new Set(['ts-test-acme-data-hub']) }),
  ]);
  const [certificate] = aws.iot.active;
  expect([...aws.iot.thing(THING).principals]).toEqual([certificate?.arn]);
  expect(aws.iot.thing(THING).attributes).not.toHaveProperty('pendingKey');
  expect(readFileSync(`${out}/certificate.pem`, 'utf8')).toBe(certificate?.pem);
}

describe('enroll', () => {
  test('makes the thing and its certificate, which becomes active last', async () => {
    const { certificate, already } = await run();
    expect(already).toBe(false);
    expect(aws.writes).toEqual([
      'iot:CreateThing',
      'iot:CreateCertificateFromCsr',
      'iot:AttachPolicy',
      'iot:AttachThingPrincipal',
      'iot:UpdateCertificate',
      'iot:UpdateThing',
    ]);
    expectEnrolledOnce();
    expect(aws.iot.active.map(({ id }) => id)).toEqual([certificate?.id]);
    expect(aws.iot.thing(THING)).toMatchObject({
      type: 'ts-test-acme-data-hub',
      attributes: {
        orgSlug: 'acme',
        environment: 'test',
        hub: 'berlin-1',
        enrolledAt: '2026-11-24T12:00:00.000Z',
      },
    });
  });

  test('writes a bundle that the hub reads, and no key', async () => {
    await run();
    expect(readdirSync(out).sort()).toEqual(['AmazonRootCA1.pem', 'certificate.pem', 'hub.json']);
    expect(parseHubConfig(readFileSync(`${out}/hub.json`, 'utf8'), 'hub.json')).toMatchObject({
      thingName: THING,
      roleAlias: 'ts-test-acme-data-hub',
      credentialsEndpoint: 'https://c1234.credentials.iot.eu-central-1.amazonaws.com',
      buckets: { raw: 'ts-test-111122223333-raw' },
      prefix: 'acme/',
      keyArn: KEY_ARN,
      parameterPath: '/test/acme/connectors',
    });
    for (const file of readdirSync(out))
      expect(readFileSync(`${out}/${file}`, 'utf8')).not.toContain('PRIVATE');
  });

  test('the same request again gives the same certificate, and changes nothing', async () => {
    const first = await run();
    const changes = aws.writes.length;
    const second = await run();
    expect(second).toMatchObject({ already: true, certificate: first.certificate });
    expect(aws.writes).toHaveLength(changes);
    // Into another folder, too: a bundle that was lost is written anew.
    await run(csr, desk.path('again'));
    expect(readFileSync(`${desk.path('again')}/certificate.pem`, 'utf8')).toBe(aws.iot.active[0]?.pem);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])(
    'killed after %i changes, it is completed by the next run',
    async (changes) => {
      await runUntilKilled(changes);
      // Before everything is in place, nothing is active.
      expect(aws.iot.active).toHaveLength(changes >= 5 ? 1 : 0);
      await run();
      expectEnrolledOnce();
    },
  );

  test('killed again and again, it still ends with one certificate', async () => {
    for (const changes of [2, 1, 1]) await runUntilKilled(changes);
    expect((await run()).already).toBe(false);
    expectEnrolledOnce();
  });

  test('what was left by an attempt with another request is removed', async () => {
    await runUntilKilled(4);
    const [left = ''] = aws.iot.certificates.keys();
    await run(await desk.request(THING, 'second.csr'));
    expect(aws.iot.certificates.has(left)).toBe(false);
    expectEnrolledOnce();
  });

  test('two runs at once agree on one certificate, in whatever order their calls come', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      aws = new FakeAws();
      aws.interference = inRandomOrder(seed);
      const runs = await Promise.all([run(), run(), run()]);
      expect(new Set(runs.map(({ certificate }) => certificate?.id)).size).toBe(1);
      expectEnrolledOnce();
      desk.clear();
      desk = new Desk();
      csr = await desk.request(THING);
      out = desk.path('bundle');
    }
  });

  test('of two requests at once, one gets a certificate at most', async () => {
    const outcomes = new Set<number>();
    for (let seed = 1; seed <= 12; seed++) {
      aws = new FakeAws();
      aws.interference = inRandomOrder(seed);
      const other = await desk.request(THING, 'other.csr');
      const runs = await Promise.allSettled([
        run(csr, desk.path(`a${seed}`)),
        run(other, desk.path(`b${seed}`)),
      ]);
      const given = runs.flatMap((one) => (one.status === 'fulfilled' ? [one.value.certificate?.id] : []));
      expect(aws.iot.active.map(({ id }) => id)).toEqual(given);
      outcomes.add(given.length);
    }
    // Now and then each of two takes the other's away until both give up: nothing is active then.
    expect(outcomes).toContain(1);
    expect(outcomes).not.toContain(2);
  });

  test('a revoked request is refused for good, a new one is taken', async () => {
    await run();
    for (const certificate of aws.iot.active) certificate.status = 'REVOKED';
    await expect(run(csr, desk.path('b'))).rejects.toMatchObject({ code: 'CERTIFICATE_REVOKED' });
    await run(await desk.request(THING, 'new.csr'), desk.path('c'));
    expect(aws.iot.active).toHaveLength(1);
  });

  test('an enrolled hub is not enrolled with another key', async () => {
    await run();
    const other = await desk.request(THING, 'other.csr');
    await expect(run(other, desk.path('b'))).rejects.toMatchObject({ code: 'HUB_ENROLLED' });
    expect(aws.iot.certificates.size).toBe(1);
  });

  test('a certificate that was retired does not come back', async () => {
    await run();
    for (const certificate of aws.iot.active) certificate.status = 'INACTIVE';
    await expect(run()).rejects.toMatchObject({ code: 'CERTIFICATE_RETIRED' });
    expect(aws.iot.active).toHaveLength(0);
  });

  test('a revocation that comes in between takes the new certificate along', async () => {
    aws.interference = {
      after: (action) => {
        if (action !== 'iot:AttachThingPrincipal') return;
        const thing = aws.iot.thing(THING);
        thing.attributes = { ...thing.attributes, revokedAt: '2026-11-24T12:00:01.000Z' };
        thing.version++;
      },
    };
    await expect(run()).rejects.toMatchObject({ code: 'REVOKED_MEANWHILE' });
    expect(aws.iot.active).toHaveLength(0);
  });
});

describe('a failure', () => {
  test.each([
    'iot:CreateThing',
    'iot:CreateCertificateFromCsr',
    'iot:AttachPolicy',
    'iot:AttachThingPrincipal',
    'iot:UpdateCertificate',
  ])('of %s for want of permission is one line, and leaves nothing', async (action) => {
    aws.interference = denied(action);
    const failure = await run().catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code: 'AWS_DENIED', message: expect.stringContaining(action) as string });
    expect((failure as Error).message).not.toContain('\n');
    expect([aws.iot.certificates.size, aws.iot.things.size, existsSync(`${out}/certificate.pem`)]).toEqual([
      0,
      0,
      false,
    ]);
  });

  test('of a quota says so, and leaves nothing', async () => {
    aws.interference = {
      before: (action) => {
        if (action === 'iot:CreateCertificateFromCsr') {
          throw serviceError('LimitExceededException', 'too many certificates', 410);
        }
      },
    };
    await expect(run()).rejects.toMatchObject({ code: 'AWS_LIMIT' });
    expect(aws.iot.things.size).toBe(0);
  });

  test('that cannot be taken back says so, and the next run goes on', async () => {
    const refusals = [denied('iot:UpdateCertificate'), denied('iot:DeleteCertificate')];
    aws.interference = {
      before: async (action, input) => {
        for (const { before } of refusals) await before?.(action, input);
      },
    };
    await expect(run()).rejects.toMatchObject({ code: 'HALF_DONE' });
    expect(aws.iot.active).toHaveLength(0);
    aws.interference = {};
    await run();
    expectEnrolledOnce();
  });

  test('of an organization that is not deployed names the stack', async () => {
    aws.iot.thingTypes.clear();
    await expect(run()).rejects.toThrow('npx cdk deploy -c environment=test ts-test-organization-acme');
    aws.iot.thingTypes.add('ts-test-acme-data-hub');
    aws.iot.policies.clear();
    await expect(run()).rejects.toMatchObject({ code: 'NOT_DEPLOYED' });
    expect([aws.iot.certificates.size, aws.iot.things.size]).toEqual([0, 0]);
  });

  test('of a folder that has other files leaves them, and nothing active', async () => {
    await run();
    const untouched = readFileSync(`${out}/certificate.pem`, 'utf8');
    aws = new FakeAws();
    await expect(run(await desk.request(THING, 'b.csr'))).rejects.toMatchObject({ code: 'BUNDLE' });
    expect([aws.iot.certificates.size, aws.iot.things.size]).toEqual([0, 0]);
    expect(readFileSync(`${out}/certificate.pem`, 'utf8')).toBe(untouched);
    writeFileSync(desk.path('file'), '');
    await expect(run(csr, desk.path('file'))).rejects.toThrow('is a file');
  });

  test('a lost answer to the making of a certificate leaves no second one', async () => {
    let lost = false;
    aws.interference = {
      after: (action) => {
        if (action !== 'iot:CreateCertificateFromCsr' || lost) return;
        lost = true;
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
    };
    await expect(run()).rejects.toMatchObject({ code: 'AWS_UNREACHABLE' });
    expect(aws.iot.certificates.size).toBe(0);
    await run();
    expectEnrolledOnce();
  });
});

test('a dry run changes nothing', async () => {
  await enroll(await desk.open(aws), { hub: 'berlin-1', csr, out, dryRun: true });
  expect([aws.writes, existsSync(out)]).toEqual([[], false]);
});

test('a suspended organization enrols nobody', async () => {
  const request = await desk.request('globex--berlin-1');
  const platform = await desk.open(aws, 'globex');
  await expect(enroll(platform, { hub: 'berlin-1', csr: request, out })).rejects.toThrow('suspended');
});
