import { type Model, readModel } from '../../../../packages/isolation-proof/src/model/model';
import { sharedByLeadingKey } from '../../../../packages/isolation-proof/src/tenancy/leading-keys';
import { arnsIn } from '../../../../packages/isolation-proof/src/tenancy/own-arns';
import type {
  Common,
  Exposure,
  TenantSessions,
} from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import {
  type Place,
  tenancyFrom,
  type TenancyParts,
} from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import { policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, resourceOf, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const SHARED = stackOf(
  {
    Raw: ['AWS::S3::Bucket', { BucketName: 'raw' }],
    Standardized: ['AWS::S3::Bucket', { BucketName: 'standardized' }],
    Site: ['AWS::S3::Bucket', { BucketName: 'site' }],
    // No bucket, though its name is that of one.
    Queue: ['AWS::SQS::Queue', { QueueName: 'raw' }],
    QueuePolicy: [
      'AWS::SQS::QueuePolicy',
      {
        Queues: [{ Ref: 'Queue' }],
        PolicyDocument: policyOf({ Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' }),
      },
    ],
  },
  'shared',
);
const tenant = (slug: string) =>
  stackOf(
    {
      Role: roleOf(slug),
      Bucket: ['AWS::S3::Bucket', { BucketName: `${slug}-own`, Tags: tagsOf(slug) }],
    },
    slug,
  );
const MODEL = readModel([SHARED, tenant('acme'), tenant('acme-eu')], { tags: TAGS });
const OWN = [`arn:aws:iam::${ACCOUNT}:role/acme-role`, 'arn:aws:s3:::acme-own', 'arn:aws:s3:::acme-own/*'];

const tenancyOf = (parts: TenancyParts) => tenancyFrom(parts)(MODEL);

it("is a tenant's what carries its tag, with what is in it, if nothing else is said", () => {
  const { ownResources, ownSecrets, ...others } = tenancyOf({});

  expect(ownResources('acme')).toStrictEqual(OWN);
  expect(ownResources('globex')).toStrictEqual([]);
  expect(ownSecrets('acme')).toStrictEqual([]);
  expect(others).toStrictEqual({
    dataBuckets: [],
    logBuckets: [],
    sessions: [],
    taggedResources: [],
    partitions: [],
    destinations: [],
    exposed: [],
    commons: [],
  });
});

describe('buckets that are shared by folder', () => {
  const shared = () => tenancyOf({ sharedByFolder: ['raw', 'standardized', 'aw', 'acme-own/x'] });

  it('are those of exactly these names', () => {
    expect(shared().dataBuckets.map(({ arn }) => arn)).toStrictEqual([
      'arn:aws:s3:::raw',
      'arn:aws:s3:::standardized',
    ]);
  });

  it("hold each tenant's folder, which ends with a slash", () => {
    expect(shared().ownResources('acme')).toStrictEqual([
      ...OWN,
      'arn:aws:s3:::raw/acme/*',
      'arn:aws:s3:::standardized/acme/*',
    ]);
  });

  it('may be listed by all, because listings are asked about by their prefix', () => {
    expect(shared().commons).toStrictEqual([
      {
        actions: ['s3:listbucket', 's3:listbucketmultipartuploads', 's3:listbucketversions'],
        resources: ['arn:aws:s3:::raw', 'arn:aws:s3:::standardized'],
        because: 'listings are asked about by their prefix',
        isImplied: true,
      },
    ]);
  });
});

it("is a tenant's what is said to be, secrets among it", () => {
  const { ownResources, ownSecrets } = tenancyOf({
    own: (slug, { region }) => [`arn:aws:logs:${region}:*:log-group:${slug}/*`],
    ownSecrets: (slug, { account }) => [`arn:aws:ssm:*:${account}:parameter/${slug}/*`],
  });

  expect(ownSecrets('acme')).toStrictEqual([`arn:aws:ssm:*:${ACCOUNT}:parameter/acme/*`]);
  expect(ownResources('acme')).toStrictEqual([
    ...OWN,
    `arn:aws:ssm:*:${ACCOUNT}:parameter/acme/*`,
    'arn:aws:logs:eu-central-1:*:log-group:acme/*',
  ]);
});

it('has what else is said, where the first stack is deployed to', () => {
  const places: Place[] = [];
  const at = <T>(value: T) => {
    return (place: Place): readonly T[] => {
      places.push(place);
      return [value];
    };
  };
  const partition = sharedByLeadingKey(['arn:aws:dynamodb:*:*:table/shared']);
  const destination = { resources: ['arn:aws:s3:::logs'], because: 'nobody reads it' };
  const exposed: Exposure = {
    construct: 'shared/Site',
    to: 'anybody',
    actions: ['s3:getobject'],
    because: 'it is the website',
  };
  const sessions: TenantSessions = { role: 'shared/Access', chosenBy: ['shared/Api'], because: 'so' };
  const common: Common = { actions: ['athena:listworkgroups'], resources: ['*'], because: 'names only' };
  const tenancy = tenancyOf({
    partitions: at(partition),
    destinations: at(destination),
    exposed: at(exposed),
    sessions: at(sessions),
    openToAll: at(common),
    sharedByFolder: ['raw'],
  });

  expect(tenancy.partitions).toStrictEqual([partition]);
  expect(tenancy.destinations).toStrictEqual([destination]);
  expect(tenancy.exposed).toStrictEqual([exposed]);
  expect(tenancy.sessions).toStrictEqual([sessions]);
  expect(tenancy.commons.map(({ because }) => because)).toStrictEqual([
    'it is the website',
    'listings are asked about by their prefix',
    'names only',
  ]);
  expect(places).toStrictEqual(places.map(() => SHARED));
  expect(places).toHaveLength(5);
});

it('names what has no name of its own by its construct path, and actions in any case', () => {
  const named = (name: string) => [
    { resources: [`arn:aws:sqs:*:*:${name}`, 'arn:aws:sqs:*:*:x'], because: 'so' },
  ];
  const { commons, destinations, partitions } = tenancyOf({
    destinations: () => named('(shared/Queue)'),
    partitions: () => [sharedByLeadingKey(['(acme-eu/Bucket)', '(acme-eu/Nothing)'])],
    openToAll: () => named('(acme/Role)-x').map((one) => ({ ...one, actions: ['SQS:Send*'] })),
  });

  expect(destinations).toStrictEqual(named('(shared.Queue)'));
  expect(partitions[0]?.resources).toStrictEqual(['(acme-eu.Bucket)', '(acme-eu/Nothing)']);
  expect(commons).toStrictEqual([{ ...named('(acme.Role)-x')[0], actions: ['sqs:send*'] }]);
});

it('is nowhere of no stacks', () => {
  let found: Place | undefined;
  const none: Pick<Model, 'stacks' | 'guarded'> = { stacks: [], guarded: [] };
  tenancyFrom({
    destinations: (place) => {
      found = place;
      return [];
    },
  })(none as Model);

  expect(found).toStrictEqual({ account: '', region: '', partition: '' });
});

it('takes nothing of a resource that no policy can name', () => {
  expect(arnsIn(resourceOf('AWS::S3::BucketPolicy', { Bucket: 'b' }))).toStrictEqual([]);
});

describe('tables that are shared by the leading key', () => {
  const TABLE = 'arn:aws:dynamodb:*:*:table/shared';

  it('are asked about by the key with those actions that AWS sends it with, and Scan is none', () => {
    expect(sharedByLeadingKey([TABLE])).toStrictEqual({
      resources: [TABLE],
      actions: [
        'dynamodb:batchgetitem',
        'dynamodb:batchwriteitem',
        'dynamodb:conditioncheckitem',
        'dynamodb:deleteitem',
        'dynamodb:getitem',
        'dynamodb:putitem',
        'dynamodb:query',
        'dynamodb:updateitem',
      ],
      key: 'dynamodb:leadingkeys',
      ownValues: expect.any(Function) as unknown,
    });
  });

  it('have the slug as the key, or what else is said', () => {
    expect(sharedByLeadingKey([TABLE]).ownValues('acme')).toStrictEqual(['acme']);
    expect(sharedByLeadingKey([TABLE], (slug) => [`${slug}#*`]).ownValues('acme')).toStrictEqual(['acme#*']);
  });
});
