import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { Exception } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ACCOUNT } from '../fixtures/stack-of';
import { found } from './found';
import { allow, DATA, judgeIsolation, may, SHARED_QUEUE } from './judged-isolation';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/acme-role`;
const prefix = (...values: readonly string[]): JsonObject => ({ StringLike: { 's3:prefix': values } });

test('a principal reaches what is its own', () => {
  const own = [`${DATA}/acme/*`, 'arn:aws:s3:::acme-own', 'arn:aws:s3:::acme-own/*'];
  const judgement = judgeIsolation([allow('s3:*', own)]);
  expect(found(judgement)).toStrictEqual([]);
  expect(judgement.coverage).toMatchObject({ subjects: 2, principals: 2, statements: 1 });
});

test("a principal reaches nothing of others, and nothing that is nobody's", () => {
  const judgement = judgeIsolation([allow('sqs:SendMessage')]);
  expect(found(judgement)).toStrictEqual([
    may(`sqs:sendmessage on arn:aws:sqs::${ACCOUNT}:x`, 'all policies; 0'),
  ]);
  expect(judgement.violations[0]?.remedy).toBe(
    "Narrow May of acme/Role, or deny the request in the permissions boundary: only resources under the organization's own names, with a slash between the slug and any wildcard.",
  );
});

test('what all may use is left out, for the actions that are named', () => {
  const commons = [{ actions: ['sqs:sendmessage'], resources: [SHARED_QUEUE], because: 'so' }];
  const statement = allow(['sqs:SendMessage'], SHARED_QUEUE);
  expect(found(judgeIsolation([statement], { tenancy: { commons } }))).toStrictEqual([]);
  expect(
    found(judgeIsolation([allow('sqs:ReceiveMessage', SHARED_QUEUE)], { tenancy: { commons } })),
  ).toStrictEqual([may(`sqs:receivemessage on ${SHARED_QUEUE}`, 'all policies; 0')]);
});

describe('a listing', () => {
  const LISTINGS = { actions: ['s3:listbucket'], resources: [DATA, 'arn:aws:s3:::other'], because: 'so' };
  const tenancy = { commons: [LISTINGS] };
  const list = (resource: string, condition: JsonObject = {}): string[] =>
    found(judgeIsolation([allow('s3:ListBucket', resource, condition)], { tenancy }));

  it('of a shared bucket is of its own folder', () => {
    expect(list(DATA, prefix('acme/*'))).toStrictEqual([]);
  });

  it('of its own bucket is of anything', () => {
    expect(list('arn:aws:s3:::acme-own')).toStrictEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['everything', {}, 's3:prefix (absent); 1'],
    ['folders that begin like its own', prefix('acme*'), 's3:prefix (any other value); 0'],
    [
      'everything, without a prefix',
      { StringLikeIfExists: { 's3:prefix': 'acme/*' } },
      's3:prefix (absent); 0',
    ],
  ])('of a shared bucket is not of %s', (_what, condition, how) => {
    expect(list(DATA, condition)).toStrictEqual([may(`s3:listbucket on ${DATA}`, `all policies, ${how}`)]);
  });

  it('of another bucket is not allowed', () => {
    expect(list('arn:aws:s3:::other')).toStrictEqual([
      may('s3:listbucket on arn:aws:s3:::other', 'all policies, s3:prefix (absent); 1'),
    ]);
  });
});

describe('an exception', () => {
  const EXCEPTION: Exception = {
    principal: ROLE,
    actions: ['s3:listbucket', 'sqs:sendmessage'],
    resources: [DATA, SHARED_QUEUE],
    because: 'it is so',
  };
  const judgeWith = (statement: JsonObject, ...exceptions: readonly Exception[]): Judgement =>
    judgeIsolation([statement], { tenancy: { exceptions } });
  const BOTH = allow(['s3:ListBucket', 'sqs:SendMessage'], [DATA, SHARED_QUEUE]);

  it("lets one principal use what is nobody's, and is told", () => {
    const judgement = judgeWith(BOTH, { ...EXCEPTION, actions: ['x:y'] }, EXCEPTION);
    expect(found(judgement)).toStrictEqual([]);
    expect(judgement.notes).toStrictEqual([
      `Exception, as declared: ${ROLE} may x:y on ${DATA}, ${SHARED_QUEUE}, because it is so.`,
      `Exception, as declared: ${ROLE} may s3:listbucket, sqs:sendmessage on ${DATA}, ${SHARED_QUEUE}, because it is so.`,
    ]);
  });

  it('is of no other principal', () => {
    const judgement = judgeWith(BOTH, { ...EXCEPTION, principal: 'arn:aws:iam::111122223333:role/other' });
    expect(judgement.violations).toHaveLength(1);
    expect(judgement.notes).toStrictEqual([]);
  });

  it('is of no other action, and of no other bucket', () => {
    expect(found(judgeWith(allow('s3:ListBucketVersions', DATA), EXCEPTION))).toStrictEqual([
      may(`s3:listbucketversions on ${DATA}`, 'all policies; 2'),
    ]);
    expect(found(judgeWith(allow('s3:ListBucket', 'arn:aws:s3:::other'), EXCEPTION))).toHaveLength(1);
  });
});

test('it says what it is about', () => {
  expect(tenantIsolation()).toMatchObject({
    id: 'tenant-isolation',
    title: 'No principal of an organization reaches what is not its own',
    about: 'principals of an organization',
  });
});
