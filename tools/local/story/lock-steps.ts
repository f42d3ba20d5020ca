import {
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { callerClients } from '../caller-clients';
import type { Operators } from './operators';
import { refused, StoryError } from './outcome';
import type { StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import { trailFiles } from './trail-records';

const DAY = 24 * 60 * 60 * 1000;

/** What was recorded stays: the root user, who may do anything in the account, cannot delete it. */
export function lockSteps(context: StoryContext, { auditor }: Operators): StoryStep[] {
  const { naming, clients } = context;
  const { s3 } = clients;
  const Bucket = naming.auditBucket();
  /** A version of a file of the trail, which only the auditor may look at. */
  const version = async (): Promise<{ Bucket: string; Key: string; VersionId: string }> => {
    const reader = callerClients(context, auditor).s3;
    const [Key] = await trailFiles(reader, naming);
    if (Key === undefined) throw new StoryError('the trail has no file');
    const { VersionId } = await reader.send(new HeadObjectCommand({ Bucket, Key }));
    if (VersionId === undefined) throw new StoryError(`${Key} has no version`);
    return { Bucket, Key, VersionId };
  };
  const all = async (requests: readonly (() => Promise<unknown>)[]): Promise<string> => {
    let reason = '';
    for (const request of requests) reason = await refused(request);
    return reason;
  };
  return [
    {
      title: 'The root user deletes a file of the trail, shortens its time, or deletes the bucket',
      run: async () => {
        const file = await version();
        const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: new Date(Date.now() + DAY) } as const;
        return all([
          () => s3.send(new DeleteObjectCommand(file)),
          () => s3.send(new PutObjectRetentionCommand({ ...file, Retention })),
          () =>
            s3.send(
              new PutObjectLockConfigurationCommand({
                Bucket,
                ObjectLockConfiguration: {
                  ObjectLockEnabled: 'Enabled',
                  Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 1 } },
                },
              }),
            ),
          () => s3.send(new DeleteBucketCommand({ Bucket })),
        ]);
      },
    },
    {
      title: 'The root user takes the policy of the bucket away first, and tries again',
      run: async () => {
        const file = await version();
        const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
        await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
        try {
          const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: new Date(Date.now() + DAY) } as const;
          const reason = await all([
            () => s3.send(new DeleteObjectCommand(file)),
            () => s3.send(new PutObjectRetentionCommand({ ...file, Retention })),
          ]);
          return `${reason} (Object Lock)`;
        } finally {
          await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
        }
      },
    },
  ];
}
