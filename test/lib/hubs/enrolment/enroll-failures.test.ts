import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { EnrolmentRuns, expectEnrolledOnce, THING } from '../fixtures/enrolment-runs';
import { denied, FakeAws } from '../fixtures/fake-aws';
import { serviceError } from '../fixtures/service-error';

let runs: EnrolmentRuns;
beforeEach(async () => {
  runs = await EnrolmentRuns.start();
});
afterEach(() => {
  runs.desk.clear();
});

describe('a failure to enrol', () => {
  test.each([
    'iot:CreateThing',
    'iot:CreateCertificateFromCsr',
    'iot:AttachPolicy',
    'iot:AttachThingPrincipal',
    'iot:UpdateCertificate',
  ])('of %s for want of permission is one line, and leaves nothing', async (action) => {
    runs.aws.interference = denied(action);
    const failure = await runs.run().catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code: 'AWS_DENIED', message: expect.stringContaining(action) as string });
    expect((failure as Error).message).not.toContain('\n');
    expect([
      runs.aws.iot.certificates.size,
      runs.aws.iot.things.size,
      existsSync(`${runs.out}/certificate.pem`),
    ]).toEqual([0, 0, false]);
  });

  test('of a quota says so, and leaves nothing', async () => {
    runs.aws.interference = {
      before: (action) => {
        if (action === 'iot:CreateCertificateFromCsr') {
          throw serviceError('LimitExceededException', 'too many certificates', 410);
        }
      },
    };
    await expect(runs.run()).rejects.toMatchObject({ code: 'AWS_LIMIT' });
    expect(runs.aws.iot.things.size).toBe(0);
  });

  test('that cannot be taken back says so, and the next run goes on', async () => {
    const refusals = [denied('iot:UpdateCertificate'), denied('iot:DeleteCertificate')];
    runs.aws.interference = {
      before: async (action, input) => {
        for (const { before } of refusals) await before?.(action, input);
      },
    };
    await expect(runs.run()).rejects.toMatchObject({ code: 'HALF_DONE' });
    expect(runs.aws.iot.active).toHaveLength(0);
    runs.aws.interference = {};
    await runs.run();
    expectEnrolledOnce(runs);
  });

  test('of an organization that is not deployed names the stack', async () => {
    runs.aws.iot.thingTypes.clear();
    await expect(runs.run()).rejects.toThrow('npx cdk deploy -c environment=test ts-test-organization-acme');
    runs.aws.iot.thingTypes.add('ts-test-acme-data-hub');
    runs.aws.iot.policies.clear();
    await expect(runs.run()).rejects.toMatchObject({ code: 'NOT_DEPLOYED' });
    expect([runs.aws.iot.certificates.size, runs.aws.iot.things.size]).toEqual([0, 0]);
  });

  test('of a folder that has other files leaves them, and nothing active', async () => {
    await runs.run();
    const untouched = readFileSync(`${runs.out}/certificate.pem`, 'utf8');
    runs.aws = new FakeAws();
    await expect(runs.run(await runs.desk.request(THING, 'b.csr'))).rejects.toMatchObject({ code: 'BUNDLE' });
    expect([runs.aws.iot.certificates.size, runs.aws.iot.things.size]).toEqual([0, 0]);
    expect(readFileSync(`${runs.out}/certificate.pem`, 'utf8')).toBe(untouched);
    writeFileSync(runs.desk.path('file'), '');
    await expect(runs.run(runs.csr, runs.desk.path('file'))).rejects.toThrow('is a file');
  });

  test('a lost answer to the making of a certificate leaves no second one', async () => {
    let lost = false;
    runs.aws.interference = {
      after: (action) => {
        if (action !== 'iot:CreateCertificateFromCsr' || lost) return;
        lost = true;
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
    };
    await expect(runs.run()).rejects.toMatchObject({ code: 'AWS_UNREACHABLE' });
    expect(runs.aws.iot.certificates.size).toBe(0);
    await runs.run();
    expectEnrolledOnce(runs);
  });
});
