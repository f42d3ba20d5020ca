import { join } from 'node:path';
import { listEnvironments, loadEnvironment } from '../../config/load-environment';
import { synthesize, wholeOf } from '../fixtures/synthesize';

const ENVIRONMENTS = join(__dirname, '..', '..', 'environments');

/** What of a bucket's properties keeps its name ours, and its objects under keys that are not lost. */
interface Bucket {
  readonly BucketName: string;
  readonly BucketNamespace?: string;
  readonly BucketEncryption: { readonly ServerSideEncryptionConfiguration: readonly object[] };
}

test.each(listEnvironments(ENVIRONMENTS))(
  'buckets of %s: nobody takes their names, or writes under keys of his own',
  (name) => {
    const environment = loadEnvironment(name, ENVIRONMENTS);
    const resources = Object.values(synthesize(wholeOf(environment))).flatMap(({ Resources }) =>
      Object.values(Resources),
    );
    const buckets = resources
      .filter(({ Type }) => Type === 'AWS::S3::Bucket')
      .map(({ Properties }) => Properties as unknown as Bucket);
    // Five of data and access logs; with an audit, those of the trail, of what is found in it, and of each organization's part.
    expect(buckets).toHaveLength(environment.operations.audit === undefined ? 5 : 8);
    for (const { BucketName, BucketNamespace, BucketEncryption } of buckets) {
      expect(BucketNamespace).toBe('account-regional');
      expect(BucketName.endsWith(`-${environment.account}-${environment.region.name}-an`)).toBe(true);
      expect(BucketEncryption.ServerSideEncryptionConfiguration).toMatchObject([
        { BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } },
      ]);
    }
  },
);
