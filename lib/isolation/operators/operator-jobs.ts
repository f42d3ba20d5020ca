import { absent, type Facts } from '../../../packages/isolation-proof/src/policies/facts';
import { EVERYTHING, wildcardPattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import type { Tenancy } from '../../../packages/isolation-proof/src/tenancy/tenancy';
import type { OperatorUse, Workplace } from './operator-uses';

/** What a role of operators is for: actions, and where AWS lets say so, on what and how. */
export interface Job {
  /** In lower case, without wildcards. */
  readonly actions: readonly string[];
  /**
   * Patterns of ARNs.
   * @default - any: the actions take none, or ids that tell nothing
   */
  readonly resources?: (place: Workplace, tenancy: Tenancy) => readonly string[];
  /**
   * Requests that are not the job.
   * @default - none
   */
  readonly otherwise?: (place: Workplace, tenancy: Tenancy) => readonly Facts[];
  /**
   * Whether the boundary alone holds operators to resources and circumstances, too, and not to the actions only: of
   * everything that could open something.
   * @default false
   */
  readonly heldByBoundary?: true;
}

function arn({ stack }: Workplace, service: string, resource: string, region = stack.region): string {
  return ['arn', stack.partition, service, region, stack.account, resource].join(':');
}

const things = (place: Workplace): string[] => [arn(place, 'iot', 'thing/*--*')];
const certificates = (place: Workplace): string[] => [arn(place, 'iot', 'cert/*')];
const secrets = (place: Workplace): string[] => [
  arn(place, 'ssm', `parameter/${place.environment}/*/connectors/*`),
];

/** Requests in which a key of the context is absent, or anything but what matches one of these patterns. */
function unless(key: string, ...texts: readonly string[]): Facts[] {
  const excluding = texts.map(wildcardPattern);
  return [
    new Map([[key, absent]]),
    new Map([[key, { kind: 'among', set: { matching: [EVERYTHING], excluding } }]]),
  ];
}

function through({ stack: { region, dnsSuffix } }: Workplace, service: string): string {
  return `${service}.${region}.${dnsSuffix}`;
}

/** Where calls and accesses are recorded: the buckets, and what is in them. */
function records({ stack, prefix, environment }: Workplace, { logBuckets }: Tenancy): string[] {
  const audit = `arn:${stack.partition}:s3:::${prefix}-audit-${stack.account}-${stack.region}-an`;
  const buckets = new Set([audit, ...logBuckets.map((bucket) => bucket.arn)]);
  return [
    ...[...buckets].flatMap((bucket) => [bucket, `${bucket}/*`]),
    ...results({ stack, prefix, environment }),
  ];
}

/** S3 of the Regions in which there are records: an archive may be in another one. */
function servicesOfRecords({ stack }: Workplace, { logBuckets }: Tenancy): string[] {
  const stacks = [stack, ...logBuckets.map(({ source }) => source.stack)];
  return [...new Set(stacks.map(({ region, dnsSuffix }) => `s3.${region}.${dnsSuffix}`))];
}

/** What queries about the trail found: the bucket, and what is in it. */
function results({ stack, prefix }: Workplace): string[] {
  const bucket = `arn:${stack.partition}:s3:::${prefix}-audit-results-${stack.account}-${stack.region}-an`;
  return [bucket, `${bucket}/*`];
}

const VIA = 'kms:viaservice';
const OF_SECRET = 'kms:encryptioncontext:parameter_arn';
const OF_OBJECT = 'kms:encryptioncontext:aws:s3:arn';

function unlessForSecrets(place: Workplace): Facts[] {
  return [...unless(VIA, through(place, 'ssm')), ...unless(OF_SECRET, ...secrets(place))];
}

function unlessForResults(place: Workplace): Facts[] {
  return [...unless(VIA, through(place, 's3')), ...unless(OF_OBJECT, ...results(place))];
}

const READ_FLEET: Job = { actions: ['iot:getthingshadow'], resources: things };
const UPDATE_CERTIFICATES: Job = { actions: ['iot:updatecertificate'], resources: certificates };
const NOTE_ON_THINGS: Job = { actions: ['iot:updatething'], resources: things };
const END_ACTIVATIONS: Job = { actions: ['ssm:deleteactivation'] };

/** What each role does besides what is harmless for all of them. Whatever is in no list of a role's, it must not be able to do. */
export const OPERATOR_JOBS: Readonly<Record<OperatorUse, readonly Job[]>> = {
  'hub-operator': [
    READ_FLEET,
    UPDATE_CERTIFICATES,
    NOTE_ON_THINGS,
    END_ACTIVATIONS,
    { actions: ['iot:creatething', 'iot:deletething', 'iot:updatethingshadow'], resources: things },
    { actions: ['iot:attachpolicy', 'iot:deletecertificate'], resources: certificates },
    { actions: ['iot:attachthingprincipal', 'iot:createcertificatefromcsr', 'iot:detachthingprincipal'] },
    { actions: ['ssm:createactivation'] },
    {
      actions: ['iam:passrole'],
      resources: (place) => [arn(place, 'iam', `role/${place.prefix}-*-hybrid-node`, '')],
      otherwise: () => unless('iam:passedtoservice', 'ssm.amazonaws.com'),
      heldByBoundary: true,
    },
  ],
  'hub-revoker': [
    READ_FLEET,
    UPDATE_CERTIFICATES,
    NOTE_ON_THINGS,
    END_ACTIVATIONS,
    { actions: ['ssm:deregistermanagedinstance'] },
    {
      actions: ['iam:putrolepolicy'],
      resources: (place) => [arn(place, 'iam', `role/${place.prefix}-*-data-hub`, '')],
      // The boundary of organizations keeps whatever is put there within the organization.
      otherwise: (place) =>
        unless(
          'iam:permissionsboundary',
          arn(place, 'iam', `policy/${place.prefix}-organization-boundary`, ''),
        ),
      heldByBoundary: true,
    },
  ],
  'secret-writer': [
    {
      actions: ['ssm:addtagstoresource', 'ssm:deleteparameter', 'ssm:putparameter'],
      resources: secrets,
      heldByBoundary: true,
    },
    { actions: ['kms:encrypt', 'kms:generatedatakey'], otherwise: unlessForSecrets, heldByBoundary: true },
  ],
  monitor: [READ_FLEET],
  auditor: [
    {
      // A listing is about the bucket, and the rest about what is in it: S3 takes nothing else.
      actions: ['s3:getobject', 's3:getobjectversion', 's3:listbucket'],
      resources: records,
      heldByBoundary: true,
    },
    {
      actions: ['s3:abortmultipartupload', 's3:listmultipartuploadparts', 's3:putobject'],
      resources: (place) => results(place).slice(1),
      heldByBoundary: true,
    },
    { actions: ['kms:generatedatakey'], otherwise: unlessForResults, heldByBoundary: true },
    {
      actions: ['kms:decrypt'],
      otherwise: (place, tenancy) => [
        ...unless(VIA, ...servicesOfRecords(place, tenancy)),
        ...unless(OF_OBJECT, ...records(place, tenancy)),
      ],
      heldByBoundary: true,
    },
    {
      actions: [
        'athena:batchgetnamedquery',
        'athena:batchgetqueryexecution',
        'athena:getnamedquery',
        'athena:getqueryexecution',
        'athena:getqueryresults',
        'athena:getqueryresultsstream',
        'athena:startqueryexecution',
        'athena:stopqueryexecution',
      ],
      resources: (place) => [arn(place, 'athena', `workgroup/${place.prefix}--audit`)],
      heldByBoundary: true,
    },
    {
      actions: ['athena:getdatacatalog', 'athena:gettablemetadata'],
      resources: (place) => [arn(place, 'athena', 'datacatalog/AwsDataCatalog')],
      heldByBoundary: true,
    },
    {
      actions: ['glue:getpartition', 'glue:getpartitions', 'glue:gettable', 'glue:gettables'],
      resources: (place) => {
        const databases = `${place.prefix.replaceAll('-', '_')}_`;
        const trail = `${databases}_audit`;
        // Of an organization, what the table of its part of the trail looks like; contents are in its bucket.
        return ['catalog', `database/${databases}*`, `table/${trail}/*`, `table/${databases}*/audit`].map(
          (part) => arn(place, 'glue', part),
        );
      },
      heldByBoundary: true,
    },
  ],
};
