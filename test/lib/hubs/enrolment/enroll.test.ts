import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseHubConfig } from '../../../../packages/data-hub/src/hub-config';
import { enroll } from '../../../../lib/hubs/enrolment/enroll';
import { EnrolmentRuns, expectEnrolledOnce, runUntilKilled, THING } from '../fixtures/enrolment-runs';
import { FakeAws, type Interference, KEY_ARN } from '../fixtures/fake-aws';

let runs: EnrolmentRuns;
beforeEach(async () => {
  runs = await EnrolmentRuns.start();
});
afterEach(() => {
  runs.desk.clear();
});

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

describe('enroll', () => {
  test('makes the thing and its certificate, which becomes active last', async () => {
    const { certificate, already } = await runs.run();
    expect(already).toBe(false);
    expect(runs.aws.writes).toEqual([
      'iot:CreateThing',
      'iot:CreateCertificateFromCsr',
      'iot:AttachPolicy',
      'iot:AttachThingPrincipal',
      'iot:UpdateCertificate',
      'iot:UpdateThing',
    ]);
    expectEnrolledOnce(runs);
    expect(runs.aws.iot.active.map(({ id }) => id)).toEqual([certificate?.id]);
    expect(runs.aws.iot.thing(THING)).toMatchObject({
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
    await runs.run();
    expect(readdirSync(runs.out).sort()).toEqual(['AmazonRootCA1.pem', 'certificate.pem', 'hub.json']);
    expect(parseHubConfig(readFileSync(`${runs.out}/hub.json`, 'utf8'), 'hub.json')).toMatchObject({
      thingName: THING,
      roleAlias: 'ts-test-acme-data-hub',
      credentialsEndpoint: 'https://c1234.credentials.iot.eu-central-1.amazonaws.com',
      buckets: { raw: 'ts-test-raw-111122223333-eu-central-1-an' },
      prefix: 'acme/acme--berlin-1/',
      keyArn: KEY_ARN,
      parameterPath: '/test/acme/connectors',
    });
    for (const file of readdirSync(runs.out))
      expect(readFileSync(`${runs.out}/${file}`, 'utf8')).not.toContain('PRIVATE');
  });

  test('the same request again gives the same certificate, and changes nothing', async () => {
    const first = await runs.run();
    const changes = runs.aws.writes.length;
    const second = await runs.run();
    expect(second).toMatchObject({ already: true, certificate: first.certificate });
    expect(runs.aws.writes).toHaveLength(changes);
    // Into another folder, too: a bundle that was lost is written anew.
    await runs.run(runs.csr, runs.desk.path('again'));
    expect(readFileSync(`${runs.desk.path('again')}/certificate.pem`, 'utf8')).toBe(
      runs.aws.iot.active[0]?.pem,
    );
  });

  test.each([0, 1, 2, 3, 4, 5, 6])(
    'killed after %i changes, it is completed by the next run',
    async (changes) => {
      await runUntilKilled(runs, changes);
      // Before everything is in place, nothing is active.
      expect(runs.aws.iot.active).toHaveLength(changes >= 5 ? 1 : 0);
      await runs.run();
      expectEnrolledOnce(runs);
    },
  );

  test('killed again and again, it still ends with one certificate', async () => {
    for (const changes of [2, 1, 1]) await runUntilKilled(runs, changes);
    expect((await runs.run()).already).toBe(false);
    expectEnrolledOnce(runs);
  });

  test('what was left by an attempt with another request is removed', async () => {
    await runUntilKilled(runs, 4);
    const [left = ''] = runs.aws.iot.certificates.keys();
    await runs.run(await runs.desk.request(THING, 'second.csr'));
    expect(runs.aws.iot.certificates.has(left)).toBe(false);
    expectEnrolledOnce(runs);
  });

  test('two runs at once agree on one certificate, in whatever order their calls come', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      runs.aws = new FakeAws();
      runs.aws.interference = inRandomOrder(seed);
      const results = await Promise.all([runs.run(), runs.run(), runs.run()]);
      expect(new Set(results.map(({ certificate }) => certificate?.id)).size).toBe(1);
      expectEnrolledOnce(runs);
      runs.desk.clear();
      runs = await EnrolmentRuns.start();
    }
  });

  test('of two requests at once, one gets a certificate at most', async () => {
    const other = await runs.desk.request(THING, 'other.csr');
    const outcomes = new Set<number>();
    for (let seed = 1; seed <= 12; seed++) {
      runs.aws = new FakeAws();
      runs.aws.interference = inRandomOrder(seed);
      const settled = await Promise.allSettled([
        runs.run(runs.csr, runs.desk.path(`a${seed}`)),
        runs.run(other, runs.desk.path(`b${seed}`)),
      ]);
      const given = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.certificate?.id] : []));
      expect(runs.aws.iot.active.map(({ id }) => id)).toEqual(given);
      outcomes.add(given.length);
    }
    // Now and then each of two takes the other's away until both give up: nothing is active then.
    expect(outcomes).toContain(1);
    expect(outcomes).not.toContain(2);
  });

  test('a revoked request is refused for good, a new one is taken', async () => {
    await runs.run();
    for (const certificate of runs.aws.iot.active) certificate.status = 'REVOKED';
    await expect(runs.run(runs.csr, runs.desk.path('b'))).rejects.toMatchObject({
      code: 'CERTIFICATE_REVOKED',
    });
    await runs.run(await runs.desk.request(THING, 'new.csr'), runs.desk.path('c'));
    expect(runs.aws.iot.active).toHaveLength(1);
  });

  test('an enrolled hub is not enrolled with another key', async () => {
    await runs.run();
    const other = await runs.desk.request(THING, 'other.csr');
    await expect(runs.run(other, runs.desk.path('b'))).rejects.toMatchObject({ code: 'HUB_ENROLLED' });
    expect(runs.aws.iot.certificates.size).toBe(1);
  });

  test('a certificate that was retired does not come back', async () => {
    await runs.run();
    for (const certificate of runs.aws.iot.active) certificate.status = 'INACTIVE';
    await expect(runs.run()).rejects.toMatchObject({ code: 'CERTIFICATE_RETIRED' });
    expect(runs.aws.iot.active).toHaveLength(0);
  });

  test('a revocation that comes in between takes the new certificate along', async () => {
    runs.aws.interference = {
      after: (action) => {
        if (action !== 'iot:AttachThingPrincipal') return;
        const thing = runs.aws.iot.thing(THING);
        thing.attributes = { ...thing.attributes, revokedAt: '2026-11-24T12:00:01.000Z' };
        thing.version++;
      },
    };
    await expect(runs.run()).rejects.toMatchObject({ code: 'REVOKED_MEANWHILE' });
    expect(runs.aws.iot.active).toHaveLength(0);
  });
});

test('a dry run changes nothing', async () => {
  await enroll(await runs.desk.open(runs.aws), {
    hub: 'berlin-1',
    csr: runs.csr,
    out: runs.out,
    dryRun: true,
  });
  expect([runs.aws.writes, existsSync(runs.out)]).toEqual([[], false]);
});

test('a suspended organization enrols nobody', async () => {
  const request = await runs.desk.request('globex--berlin-1');
  const platform = await runs.desk.open(runs.aws, 'globex');
  await expect(enroll(platform, { hub: 'berlin-1', csr: request, out: runs.out })).rejects.toThrow(
    'suspended',
  );
});
