import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { found } from './found';
import { judged } from './judged';
import { allow, DATA, judgeIsolation, may, type Options, SHARED_QUEUE } from './judged-isolation';
import { key } from './keys';

describe('each lock alone', () => {
  const alone = (statements: readonly JsonObject[], options: Options = {}): string[] =>
    found(judgeIsolation(statements, { locks: 'each alone', bare: true, ...options }));
  const OTHERS = { Condition: { StringNotEquals: { 'aws:PrincipalTag/orgSlug': 'acme' } } };
  const OWN_OBJECTS = allow('s3:GetObject', `${DATA}/acme/*`);

  it('holds with a bucket policy that denies, and identity policies that allow nothing else', () => {
    expect(alone([OWN_OBJECTS], { denied: {} })).toStrictEqual([]);
    expect(alone([OWN_OBJECTS], { denied: {}, boundary: OWN_OBJECTS })).toStrictEqual([]);
  });

  it('is asked of the policies of buckets of data, of objects and of listings', () => {
    expect(alone([])).toStrictEqual([may(`s3:x on ${DATA}/x`, 'resource policies alone; 2')]);
    expect(alone([], { denied: OTHERS })).toStrictEqual([
      may(`s3:x on ${DATA}/x`, 'resource policies alone; 2'),
    ]);
    expect(alone([], { denied: { Resource: `${DATA}/*` } })).toStrictEqual([
      may(`s3:listbucket on ${DATA}`, 'resource policies alone, s3:prefix (absent); 1'),
    ]);
  });

  it('is asked of other buckets, which hold no data of tenants, by their listings', () => {
    expect(alone([], { denied: {}, bare: false })).toStrictEqual([
      may('s3:listbucket on arn:aws:s3:::other', 'resource policies alone, s3:prefix (absent); 3'),
      expect.stringMatching(/^acme-eu-role of acme-eu may s3:listbucket on arn:aws:s3:::acme-own,/),
    ]);
  });

  it('is asked of identity policies, whatever the boundary leaves', () => {
    const options = { denied: {}, boundary: OWN_OBJECTS };
    const statement = allow('s3:GetObject', `${DATA}/x/*`);
    expect(alone([statement], options)).toStrictEqual([
      may(`s3:getobject on ${DATA}/x/`, 'identity policies alone; 0'),
    ]);
    expect(alone([statement], { ...options, locks: 'together' })).toStrictEqual([]);
  });

  it('is asked of the boundary, whatever identity policies allow', () => {
    expect(
      alone([OWN_OBJECTS], { denied: {}, boundary: allow('sqs:SendMessage', SHARED_QUEUE) }),
    ).toStrictEqual([may(`sqs:sendmessage on ${SHARED_QUEUE}`, 'the permissions boundary alone; 0')]);
  });

  it('is asked of certificates together only', () => {
    const policy = policyOf(allow('iot:Publish'));
    const resources: Resources = {
      Certificates: ['AWS::IoT::Policy', { PolicyDocument: policy, Tags: tagsOf('acme') }],
    };
    expect(alone([], { denied: {}, resources })).toStrictEqual([
      expect.stringMatching(/\(acme\.Certificates\) of acme may iot:publish on .* \(all policies; 0 more\)$/),
    ]);
  });

  const ofKey = (statement: JsonObject): string[] => {
    const role = roleOf(
      'acme',
      inlinePolicy(allow(['kms:Decrypt', 'kms:DescribeKey'], 'arn:aws:kms:x:1:key/y')),
    );
    const shared = stackOf(key('Shared', undefined, {}), 'shared');
    const stacks = [shared, ...twoOrganizations({ Role: role }, key('Key', 'acme-eu', statement))];
    const judgement = judged(tenantIsolation({ locks: 'each alone' }), stacks, () => ({
      commons: [
        { actions: ['kms:decrypt', 'kms:describekey'], resources: ['arn:aws:kms:x:1:key/y'], because: 'so' },
      ],
    }));
    return found(judgement).map((text) => text.replace(/ on .*which/, ', which'));
  };

  it('is asked of uses of keys of other tenants, not of their administration, nor of keys of no tenant', () => {
    expect(ofKey({})).toStrictEqual([may('kms:decrypt', 'resource policies alone; 5')]);
    expect(ofKey({ Action: 'kms:DescribeKey' })).toStrictEqual([]);
  });
});
