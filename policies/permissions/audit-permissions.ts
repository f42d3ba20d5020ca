import { TRAIL_TABLE } from '../../config/audit-tables';
import { AUDIT_KEY_TAG_VALUE, AUDIT_TAG, ORG_SLUG_TAG } from '../../config/naming';
import type { AuditArchive } from '../../config/operations';
import { KEY_USE_ACTIONS, useTaggedKey } from './key-permissions';
import { OWN_FOLDER_REASON, type Permission } from './permission';

/*
 * What it takes to deliver an organization its own part of the trail: a query of the platform's, which reads the trail
 * and writes into the organization's folder, in the organization's workgroup and under its key; and what its analysts
 * need besides to read it.
 */

/** What the permissions of delivery are about; the trail's bucket may be elsewhere. */
export interface TrailPlace {
  readonly archive?: AuditArchive;
}

/** https://docs.aws.amazon.com/athena/latest/ug/unload.html */
export const WRITE_OWN_AUDIT: Permission = {
  sid: 'WriteOwnAudit',
  actions: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  resources: ({ naming, slug }) =>
    [naming.shared.organizationAuditBucket, naming.shared.athenaResultsBucket].map((bucket) =>
      naming.dataObjectsArn(bucket, slug),
    ),
  wildcardReason: OWN_FOLDER_REASON,
};

/** Athena looks whether the folder that it is to write into is empty, and at the folder of results. */
export const LIST_OWN_AUDIT: Permission = {
  sid: 'ListOwnAudit',
  actions: 's3:ListBucket',
  resources: ({ naming }) => [
    naming.bucketArn(naming.shared.organizationAuditBucket),
    naming.bucketArn(naming.shared.athenaResultsBucket),
  ],
  conditions: ({ naming, slug }) => ({ StringLike: { 's3:prefix': `${naming.dataPrefix(slug)}*` } }),
};

export const findAuditBuckets = ({ archive }: TrailPlace): Permission => ({
  sid: 'FindAuditBuckets',
  actions: 's3:GetBucketLocation',
  resources: ({ naming }) => [
    naming.bucketArn(naming.auditBucket(archive)),
    naming.bucketArn(naming.shared.organizationAuditBucket),
    naming.bucketArn(naming.shared.athenaResultsBucket),
  ],
});

export const listTrail = ({ archive }: TrailPlace): Permission => ({
  sid: 'ListTrail',
  actions: 's3:ListBucket',
  resources: ({ naming }) => naming.bucketArn(naming.auditBucket(archive)),
  conditions: ({ naming }) => ({ StringLike: { 's3:prefix': `${naming.trailPrefix}*` } }),
});

/** Log files, which are about every organization: what becomes of them, the query says. */
export const readTrail = ({ archive }: TrailPlace): Permission => ({
  sid: 'ReadTrail',
  actions: 's3:GetObject',
  resources: ({ naming }) => `${naming.bucketArn(naming.auditBucket(archive))}/${naming.trailPrefix}*`,
  wildcardReason: 'Every log file of this account: whose events are in one cannot be told by its name.',
});

/**
 * The key is in the stack of the trail, and known by its tag; or it is in the account of the archive, where its own policy
 * decides, since tags of another account's keys are not known to be compared.
 */
export const decryptTrail = ({ archive }: TrailPlace): Permission => ({
  sid: 'DecryptTrail',
  actions: 'kms:Decrypt',
  resources: ({ naming }) => naming.keyArnPattern(archive),
  wildcardReason:
    'The key is made by another stack, and key ids tell nothing: its tag or its policy decides.',
  conditions: ({ naming }) => ({
    StringEquals: {
      'kms:ViaService': naming.viaService('s3', archive?.region),
      ...(archive === undefined ? { [`aws:ResourceTag/${AUDIT_TAG}`]: AUDIT_KEY_TAG_VALUE } : {}),
    },
    // What is some organization's is no key of the trail, whatever else it is tagged with.
    ...(archive === undefined ? { Null: { [`aws:ResourceTag/${ORG_SLUG_TAG}`]: 'true' } } : {}),
  }),
});

/** The ceiling of what delivery does with a key of an organization. */
export const USE_OWN_KEY_FOR_AUDIT = useTaggedKey('UseOwnKeyForAudit', KEY_USE_ACTIONS, (naming) =>
  naming.viaService('s3'),
);

/** EventBridge Scheduler begins the query, and does not wait for it. */
export const START_DELIVERY: Permission = {
  sid: 'StartDelivery',
  actions: 'athena:StartQueryExecution',
  resources: ({ naming, workgroup }) => naming.workgroupArn(workgroup),
};

export const FIND_DATA_CATALOG: Permission = {
  sid: 'FindDataCatalog',
  actions: 'athena:GetDataCatalog',
  resources: ({ naming }) => naming.dataCatalogArn(),
};

/** One table, which needs no partitions: its days are in its settings. */
export const FIND_TRAIL_TABLE: Permission = {
  sid: 'FindTrailTable',
  actions: ['glue:GetDatabase', 'glue:GetTable'],
  resources: ({ naming }) => [
    naming.catalogArn(),
    naming.databaseArn(naming.shared.auditDatabase),
    naming.tableArn(naming.shared.auditDatabase, TRAIL_TABLE),
  ],
};

/** What analysts get besides where their organization has its own part of the trail. */
export const FIND_OWN_AUDIT: Permission = {
  sid: 'FindOwnAudit',
  actions: 's3:GetBucketLocation',
  resources: ({ naming }) => naming.bucketArn(naming.shared.organizationAuditBucket),
};

export const LIST_DELIVERED_AUDIT: Permission = {
  sid: 'ListDeliveredAudit',
  actions: 's3:ListBucket',
  resources: ({ naming }) => naming.bucketArn(naming.shared.organizationAuditBucket),
  conditions: ({ naming, slug }) => ({ StringLike: { 's3:prefix': `${naming.dataPrefix(slug)}*` } }),
};

export const READ_DELIVERED_AUDIT: Permission = {
  sid: 'ReadDeliveredAudit',
  actions: 's3:GetObject',
  resources: ({ naming, slug }) => naming.dataObjectsArn(naming.shared.organizationAuditBucket, slug),
  wildcardReason: OWN_FOLDER_REASON,
};
