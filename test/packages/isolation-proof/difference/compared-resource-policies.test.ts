import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { inlinePolicy, policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { allow } from './change';
import { bucket, compared, GET, letIn, lines, platform, PUT, tenant, withBucket } from './compared-apps';

describe('policies of resources that change', () => {
  const ALL = ['acme', 'newco', 'other'];

  test('are compared for anybody by one tenant of a form, and for its roles by all', () => {
    const closed = ALL.map((slug) => withBucket(slug));
    const open = ALL.map((slug) => withBucket(slug, letIn(slug, '*')));
    expect(lines(compared(closed, open))).toStrictEqual([
      '* gained: s3:getobject on arn:aws:s3:::acme-data/* [acme,newco,other]',
      'acme-role gained: s3:getobject on arn:aws:s3:::newco-data/* [acme,newco,other]',
    ]);
  });

  test('are compared for roles of the platform by one tenant of a form', () => {
    const shared = platform(allow(GET, '*'));
    const closed = ALL.map((slug) => withBucket(slug, letIn(slug, '*', { Effect: 'Deny' })));
    const open = ALL.map((slug) => withBucket(slug));
    const ofPlatform = lines(compared([shared, ...closed], [shared, ...open])).filter((line) =>
      line.startsWith('platform '),
    );
    expect(ofPlatform).toStrictEqual([
      'platform gained: s3:getobject on arn:aws:s3:::acme-data/* [acme,newco,other]',
    ]);
  });

  test.each([
    ['gained', 'red', 'blue'],
    ['lost', 'blue', 'red'],
  ])('by a tag that a policy asks for: %s', (change, before, after) => {
    const Condition = { StringEquals: { 'aws:ResourceTag/team': 'blue' } };
    const Principal = { AWS: 'arn:aws:iam::111122223333:role/acme-role' };
    const KeyPolicy = policyOf(allow('kms:Decrypt', '*', { Principal, Condition }));
    const key = (Value: string): StackTemplate =>
      tenant('acme', [GET], {
        Key: ['AWS::KMS::Key', { KeyPolicy, Tags: [...tagsOf('acme'), { Key: 'team', Value }] }],
      });
    expect(lines(compared([key(before)], [key(after)]))).toStrictEqual([
      `acme-role ${change}: kms:decrypt on arn:aws:kms:eu-central-1:111122223333:key/(acme/Key) [acme]`,
    ]);
    expect(lines(compared([key(after)], [key(after)]))).toStrictEqual([]);
  });

  test('the example is of the resources of whoever makes the requests, or of those of nobody', () => {
    const shared = (...actions: string[]): StackTemplate[] => [
      platform(allow(actions, 'arn:aws:s3:::*')),
      stackOf({ Data: ['AWS::S3::Bucket', { BucketName: 'shared' }] }, 'more'),
      withBucket('acme'),
    ];
    const [ofPlatform] = compared(shared(GET), shared(GET, PUT)).differences;
    expect(ofPlatform?.example.resource).toBe('arn:aws:s3:::shared');

    const app = (...actions: string[]): StackTemplate[] =>
      ['newco', 'acme'].map((slug) =>
        stackOf(
          { Role: roleOf(slug, inlinePolicy(allow(actions, 'arn:aws:s3:::*'))), ...bucket(slug) },
          slug,
        ),
      );
    // newco, which is told of both, has the bucket that comes second.
    const examples = compared(app(GET), app(GET, PUT)).differences.map(({ example }) => example.resource);
    expect(examples).toStrictEqual(['arn:aws:s3:::newco-data']);
  });
});
