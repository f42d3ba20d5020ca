import { ADMINISTRATION } from '../policies/key-administration';
import type { LostResource, Loss, ChangedName } from './upgrade-comparison';

/** Why something changes that a release had. */
interface Intended {
  /** What makes the change worth it, or harmless. */
  readonly because: string;
  /** What the changelog says of it, word for word, in a version after the release. */
  readonly changelog: string;
}

export interface IntendedChanges {
  readonly lost: readonly (LostResource & Intended)[];
  readonly renamed: readonly (ChangedName & Intended)[];
  readonly losses: readonly (Loss & Intended)[];
}

const BOTH = ['acme', 'acme-eu'];

const NAMESPACE: Intended = {
  because:
    'Global names of buckets can be taken by others, before a deployment or after a deletion. Old buckets are kept, ' +
    'with their data; docs/upgrading.md says how to take the data along.',
  changelog: 'Buckets are in the account-regional namespace',
};

/** Logical ids of buckets and of their policies, with the purpose in the name of 0.1.0 and in that of today. */
const BUCKETS = [
  ['AccessLogsBucketFB91B785', 'AccessLogsPolicy3C1D984A', 'access-logs', 'access-logs'],
  ['AthenaResultsBucket581595F3', 'AthenaResultsPolicyB2F5DED2', 'athena-results', 'athena-results'],
  ['PipelineArtifactsBucketFF12FA5E', 'PipelineArtifactsPolicyAD19F4E3', 'pipeline-artifacts', 'artifacts'],
  ['RawBucket128B7E58', 'RawPolicy8EFE911A', 'raw', 'raw'],
  ['StandardizedBucketD020627A', 'StandardizedPolicyBDD55CFA', 'standardized', 'standardized'],
] as const;

/**
 * What today's code takes away from an environment that a release deployed, by release. The list is exact: what is
 * missing here fails the tests, and so does what is no longer true.
 */
export const INTENDED_CHANGES: Readonly<Record<string, IntendedChanges>> = {
  '0.1.0': {
    lost: BUCKETS.flatMap(([bucket, policy]) =>
      [bucket, policy].map((logicalId) => ({
        stack: 'ts-upgrade-shared',
        logicalId,
        kind: 'replaced',
        organizations: [],
        ...NAMESPACE,
      })),
    ),
    renamed: BUCKETS.map(([logicalId, , before, after]) => ({
      stack: 'ts-upgrade-shared',
      logicalId,
      from: `ts-upgrade-111122223333-${before}`,
      to: `ts-upgrade-${after}-111122223333-eu-central-1-an`,
      ...NAMESPACE,
    })),
    losses: [
      {
        principal: 'arn:aws:iam::111122223333:role/any-administrator',
        organizations: BOTH,
        actions: ADMINISTRATION.map((action) => action.toLowerCase()),
        resources: [
          'arn:aws:kms:eu-central-1:111122223333:key/(ts-upgrade-organization-acme/OrganizationKey/Key)',
        ],
        because:
          'Of an administrator who carries the tag of another organization. Administrators of the platform carry none.',
        changelog: "An organization's key denies principals of other organizations its administration, too.",
      },
      {
        principal: 'arn:aws:iam::111122223333:role/any-administrator',
        organizations: [],
        actions: ['s3:getobject*', 's3:listbucket', 's3:listbucketmultipartuploads', 's3:listbucketversions'],
        resources: [
          'arn:aws:s3:::ts-upgrade-raw-111122223333-eu-central-1-an',
          'arn:aws:s3:::ts-upgrade-raw-111122223333-eu-central-1-an/*',
        ],
        because:
          'The platform gave nobody permission to read raw data. A role of your own with the tags of an organization ' +
          "could; it has to give way to the organization's pipeline role.",
        changelog: 'raw data is read by pipelines of its organization only',
      },
      {
        principal: 'ts-upgrade-organization-acme/DataHub/Role/Role',
        organizations: BOTH,
        actions: ['s3:abortmultipartupload', 's3:putobject'],
        resources: ['arn:aws:s3:::ts-upgrade-raw-111122223333-eu-central-1-an/acme/*'],
        because:
          'A hub wrote anywhere in the folder of its organization, so that a stolen one could upload in the name of ' +
          'every other. It ' +
          'keeps the folder that bears its name; docs/upgrading.md says how to move hubs there without an outage.',
        changelog: 'Each Data Hub uploads into a folder of its own',
      },
      {
        principal: 'ts-upgrade-organization-acme/HybridNode/Role',
        organizations: BOTH,
        actions: [
          'ssm:describeassociation',
          'ssm:describedocument',
          'ssm:getdocument',
          'ssm:listassociations',
          'ssm:listinstanceassociations',
          'ssm:putcomplianceitems',
          'ssm:updateassociationstatus',
          'ssm:updateinstanceassociationstatus',
          'ssm:updateinstanceinformation',
        ],
        resources: ['*'],
        because:
          "A node reached the documents, associations and nodes of every organization. Its own carry the organization's " +
          'tag and stay within reach; associations and documents of your own have to be tagged.',
        changelog: 'A hybrid node reaches nodes, associations and documents of its own organization only',
      },
    ],
  },
};
