import { S3ServiceException } from '@aws-sdk/client-s3';
import { NAMING } from '../../fixtures/environment';
import { AwsCallError, awsCallError } from '../../../lib/account/aws-call-error';
import { bucketReader } from '../../../lib/deployed/s3';
import type { ReadTarget } from '../../../lib/deployed/resource-reader';

/** S3 that answers each operation with this; an operation without an answer finds nothing set. */
function s3With(
  answers: Readonly<Record<string, object>>,
  absent = 'NoSuchConfiguration',
  { physicalId = 'acme-raw', asThrown = (error: S3ServiceException): Error => error } = {},
): ReadTarget {
  const send = (command: object): Promise<object> => {
    const operation = command.constructor.name.replace(/Command$/, '');
    const answer =
      answers[operation] ?? (/Versioning|Logging|Notification|Head/.test(operation) ? {} : undefined);
    if (answer !== undefined) return Promise.resolve(answer);
    return Promise.reject(
      asThrown(
        new S3ServiceException({ name: absent, $fault: 'client', $metadata: { httpStatusCode: 404 } }),
      ),
    );
  };
  return { physicalId, clients: { s3: { send } }, naming: NAMING } as unknown as ReadTarget;
}

/** As clients of an environment's account throw it, which `npm run drift` reads with. */
function explained(error: S3ServiceException): Error {
  return awsCallError({ action: 's3:GetBucketTagging', resource: 'acme-raw', confidential: false }, error);
}

describe('the reader of buckets', () => {
  describe.each([
    ['the SDK', (error: S3ServiceException): Error => error],
    ["clients of an environment's account", explained],
  ])('with errors as %s throws them', (_whose, asThrown) => {
    test('has nothing to say of a bucket where nothing is set', async () => {
      await expect(bucketReader.read(s3With({}, undefined, { asThrown }))).resolves.toMatchObject({
        BucketName: 'acme-raw',
        BucketEncryption: { ServerSideEncryptionConfiguration: undefined },
        Tags: undefined,
      });
    });

    test('does not take a bucket that is gone for one without settings', async () => {
      const gone = bucketReader.read(s3With({}, 'NoSuchBucket', { asThrown }));
      await expect(gone).rejects.toBeInstanceOf(asThrown === explained ? AwsCallError : S3ServiceException);
    });
  });

  test('reads that events go to EventBridge, and shows who else is told', async () => {
    const queue = { QueueArn: 'arn:aws:sqs:eu-central-1:123456789012:other', Events: ['s3:ObjectCreated:*'] };
    const target = s3With({
      GetBucketNotificationConfiguration: { EventBridgeConfiguration: {}, QueueConfigurations: [queue] },
    });

    const { NotificationConfiguration } = await bucketReader.read(target);

    expect(NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
      QueueConfigurations: [queue],
    });
    await expect(bucketReader.read(s3With({}))).resolves.toMatchObject({
      NotificationConfiguration: { EventBridgeConfiguration: undefined },
    });
  });

  test('reads how a bucket is locked, and does not take one that is not for one that is', async () => {
    const Rule = { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } };
    const locked = { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule } };

    await expect(bucketReader.read(s3With({ GetObjectLockConfiguration: locked }))).resolves.toMatchObject({
      ObjectLockEnabled: true,
      ...locked,
    });
    await expect(
      bucketReader.read(
        s3With({ GetObjectLockConfiguration: { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } } }),
      ),
    ).resolves.toMatchObject({ ObjectLockEnabled: true, ObjectLockConfiguration: undefined });
    await expect(bucketReader.read(s3With({}))).resolves.toMatchObject({
      ObjectLockEnabled: undefined,
      ObjectLockConfiguration: undefined,
    });
  });

  test('reads transitions in the words of a template', async () => {
    const target = s3With({
      GetBucketLifecycleConfiguration: {
        Rules: [{ ID: 'Old', Status: 'Enabled', Transitions: [{ Days: 90, StorageClass: 'STANDARD_IA' }] }],
      },
    });

    await expect(bucketReader.read(target)).resolves.toMatchObject({
      LifecycleConfiguration: {
        Rules: [{ Id: 'Old', Transitions: [{ TransitionInDays: 90, StorageClass: 'STANDARD_IA' }] }],
      },
    });
  });

  test('reads lifecycle rules in the words of a template', async () => {
    const target = s3With({
      GetBucketLifecycleConfiguration: {
        Rules: [
          { ID: 'Expire', Status: 'Enabled', Prefix: '', Filter: { Prefix: '' }, Expiration: { Days: 30 } },
        ],
      },
    });

    const { LifecycleConfiguration } = await bucketReader.read(target);

    expect(LifecycleConfiguration).toEqual({
      Rules: [{ Id: 'Expire', Status: 'Enabled', ExpirationInDays: 30 }],
    });
  });

  test('shows what narrows a lifecycle rule', async () => {
    const target = s3With({
      GetBucketLifecycleConfiguration: {
        Rules: [{ ID: 'Expire', Status: 'Enabled', Filter: { Prefix: 'acme/' }, Expiration: { Days: 30 } }],
      },
    });

    const { LifecycleConfiguration } = await bucketReader.read(target);

    expect(LifecycleConfiguration).toMatchObject({ Rules: [{ Filter: { Prefix: 'acme/' } }] });
  });

  test.each([
    ['ts-test-raw-111122223333-eu-central-1-an', 'account-regional'],
    ['ts-test-raw-111122223333-us-east-1-an', undefined],
    ['ts-test-raw-999999999999-eu-central-1-an', undefined],
    ['ts-test-raw-111122223333-eu-central-1', undefined],
  ])('sees by its name in which namespace %s is', async (name, namespace) => {
    const read = await bucketReader.read(s3With({}, undefined, { physicalId: name }));
    expect(read['BucketNamespace']).toBe(namespace);
  });

  test.each([[['SSE-C']], [['NONE']]])('shows that %j is blocked', async (EncryptionType) => {
    const rule = {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
      BlockedEncryptionTypes: { EncryptionType },
    };
    const read = await bucketReader.read(
      s3With({ GetBucketEncryption: { ServerSideEncryptionConfiguration: { Rules: [rule] } } }),
    );
    expect(read['BucketEncryption']).toMatchObject({
      ServerSideEncryptionConfiguration: [{ BlockedEncryptionTypes: { EncryptionType } }],
    });
  });

  test('leaves a bucket key out only where it is off', async () => {
    const rule = {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:key' },
    };
    const withKey = (BucketKeyEnabled: boolean): ReadTarget =>
      s3With({
        GetBucketEncryption: {
          ServerSideEncryptionConfiguration: { Rules: [{ ...rule, BucketKeyEnabled }] },
        },
      });
    const ServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:key' };

    expect((await bucketReader.read(withKey(true)))['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault }],
    });
    expect((await bucketReader.read(withKey(false)))['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault }],
    });
  });
});
