import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import type { AuditConfig } from '../../config/operations';
import { auditDeliveryBoundary } from '../../policies/audit/delivery-policy';
import { dataBucketPolicy } from '../../policies/shared/data-bucket-policy';
import { ManagedPolicy } from '../managed-policy';
import { SharedBucket } from '../shared/shared-bucket';

export interface AuditDeliveriesProps {
  readonly naming: Naming;
  readonly environmentConfig: EnvironmentConfig;
  readonly audit: AuditConfig;
  /** The key that the bucket encrypts with unless a request names one. Requests that do not are refused. */
  readonly keyArn: string;
}

/** What all organizations' own parts of the trail share: the bucket, the boundary of delivery, and the schedules' group. */
export class AuditDeliveries extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { naming, environmentConfig, audit, keyArn }: AuditDeliveriesProps,
  ) {
    super(scope, id);
    const {
      organizationAuditBucket,
      auditDeliveryBoundary: boundary,
      auditScheduleGroup,
      accessLogsBucket,
    } = naming.shared;
    new SharedBucket(this, 'OrganizationAudit', {
      bucketName: organizationAuditBucket,
      bucketPolicy: dataBucketPolicy({
        bucketArn: naming.bucketArn(organizationAuditBucket),
        onlyWriter: naming.auditDeliveryRoleArnOfCaller,
      }),
      defaultEncryption: { keyArn },
      noncurrentVersionDays: environmentConfig.retentionDays.noncurrentVersions,
      expireAfterDays: audit.retentionDays,
      accessLogBucketName: accessLogsBucket,
    });
    new ManagedPolicy(this, 'Boundary', {
      managedPolicyName: boundary,
      description: "Ceiling of what delivers any organization's part of the trail",
      statements: auditDeliveryBoundary(naming, {
        ...(audit.separate === undefined ? {} : { archive: audit.separate }),
      }),
    });
    new CfnScheduleGroup(this, 'Schedules', { name: auditScheduleGroup });
  }
}
