import { type SeenRegion, withEach } from '../access/foreign-resources';
import { ALL_POLICIES, type Lens, RESOURCE_POLICIES_ALONE } from '../access/lens';
import type { Subject } from '../model/principal';
import { type ActionClass, type ActionGroup, among } from '../policies/action-classes';
import { absent, type Fact, type Facts, known } from '../policies/facts';
import type { GuardedResource } from '../model/guarded-resource';
import type { Model } from '../model/model';
import { EVERYTHING, literalPattern } from '../patterns/pattern';
import { itself, objectsOf, type Region } from '../access/regions';
import { ANY_S3 } from '../policies/action-groups';
import { administrator, withoutKey } from './anybody';
import { Asking } from './asking';
import type { Claim } from './claim';

const SSE = 's3:x-amz-server-side-encryption';
const SSE_KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const CUSTOMER_KEY = 's3:x-amz-server-side-encryption-customer-algorithm';

const WRITE: ActionGroup = { patterns: ['s3:putobject'] };

const BOTH: readonly Lens[] = [ALL_POLICIES, RESOURCE_POLICIES_ALONE];

/** TLS versions below 1.2 that S3 names. */
const OLD_TLS = ['1.0', '1.1'];

const INSECURE_TRANSPORTS: readonly Facts[] = [
  new Map([['aws:securetransport', known('false')]]),
  ...OLD_TLS.map((version) => new Map([['s3:tlsversion', known(version)]])),
];

/** How a tenant's principals say which key is theirs. */
export interface KeyTag {
  /**
   * The tag of principals that has the ARN of their tenant's key.
   * @default - it is claimed of no write that it is under a key of the tenant's
   */
  readonly keyTag?: string;
}

/**
 * If principals say by a tag which key is theirs, every write is under their organization's key as well. It is asked of those who are in the templates, and of whoever else
 * there is, whom only the buckets' policies hold back.
 * @example a bucket whose policy denies no request over plain HTTP
 */
export const encryptionAndTransport = ({ keyTag }: KeyTag = {}): Claim => ({
  id: 'encryption-and-transport',
  title:
    keyTag === undefined
      ? 'Every request to a bucket of data is over TLS 1.2 or better'
      : "Every write is under its organization's key, and every request over TLS 1.2 or better",
  about: keyTag === undefined ? 'buckets of data' : 'shared buckets',
  judge: ({ model, principals, tenancy, classes }) => {
    const asking = new Asking(
      'absent or other SSE headers, customer-provided keys, plain HTTP and TLS below 1.2 must be denied.',
    );
    // Without a key of each tenant's, data lies in buckets of each tenant's as well.
    const own = keyTag === undefined ? ownBuckets(model) : [];
    const dataBuckets = [...tenancy.dataBuckets, ...own];
    asking.each([...dataBuckets, ...tenancy.logBuckets]);
    const outsiders = [administrator(model), withoutKey(model)].flatMap((one) => one ?? []);
    const askers = [
      ...principals
        .filter(({ kind }) => kind !== 'certificate')
        .flatMap((subject) => BOTH.map((lens) => ({ subject, lens }))),
      ...outsiders.map((subject) => ({ subject, lens: RESOURCE_POLICIES_ALONE })),
    ];
    const ofData = dataBuckets.map(regionsOf);
    const ofLogs = tenancy.logBuckets.map(regionsOf);
    for (const { subject, lens } of askers) {
      const otherKeys = keyTag === undefined ? [] : underAnotherKey(subject, keyTag);
      for (const action of classes) {
        const onBucket = among(action, ANY_S3);
        const write = among(action, WRITE);
        for (const regions of ofData) {
          if (onBucket !== undefined) askInsecurely(asking, subject, onBucket, regions, lens);
          if (write !== undefined) askUnderAnotherKey(asking, subject, write, regions, lens, otherKeys);
        }
        if (onBucket === undefined || !outsiders.includes(subject)) continue;
        for (const regions of ofLogs) askInsecurely(asking, subject, onBucket, regions, lens);
      }
    }
    return asking.judgement;
  },
});

function ownBuckets({ guarded }: Model): GuardedResource[] {
  return guarded.filter(({ kind, owner }) => kind === 'bucket' && owner !== undefined);
}

interface BucketRegions {
  /** The bucket and its objects, each with every way of asking insecurely. */
  readonly insecurely: readonly SeenRegion[];
  readonly objects: Region;
}

function regionsOf(bucket: GuardedResource): BucketRegions {
  const regions = [itself(bucket), objectsOf(bucket)];
  return {
    insecurely: INSECURE_TRANSPORTS.flatMap((facts) => regions.map((region) => ({ region, facts }))),
    objects: objectsOf(bucket),
  };
}

function askInsecurely(
  asking: Asking,
  subject: Subject,
  action: ActionClass,
  { insecurely }: BucketRegions,
  lens: Lens,
): void {
  const what = (name: string, resource: string): string =>
    `${subject.arn} may ${name} on ${resource} without TLS 1.2`;
  asking.askEach(subject, action, insecurely, lens, what);
}

/** Each header absent, or of another value than the one that is right. */
function underAnotherKey(subject: Subject, keyTag: string): Facts[] {
  const key = subject.facts.get(`aws:principaltag/${keyTag}`.toLowerCase());
  const otherThan = (...texts: readonly string[]): Fact => ({
    kind: 'among',
    set: { matching: [EVERYTHING], excluding: texts.map(literalPattern) },
  });
  return [
    new Map([[SSE, absent]]),
    new Map([[SSE, otherThan('aws:kms')]]),
    new Map([[SSE_KEY, absent]]),
    new Map([[SSE_KEY, otherThan(...(key?.kind === 'text' ? [key.text] : []))]]),
    new Map([[CUSTOMER_KEY, known('AES256')]]),
  ];
}

function askUnderAnotherKey(
  asking: Asking,
  subject: Subject,
  action: ActionClass,
  { objects }: BucketRegions,
  lens: Lens,
  otherKeys: readonly Facts[],
): void {
  const what = (name: string, resource: string): string =>
    `${subject.arn} may ${name} on ${resource} without its organization's key`;
  asking.askEach(subject, action, withEach(objects, otherKeys), lens, what);
}
