import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { AuditConfig } from '../../config/operations';
import { auditDeliveryPolicy } from '../../policies/audit/delivery-policy';
import { auditDeliveryTrust } from '../../policies/audit/delivery-trust';
import type { OrganizationContext } from '../organization/organization-principal';
import { OrganizationRole } from '../organization/organization-role';
import { OrganizationAuditTable } from './organization-audit-table';
import { deliveryRequest } from './queries/delivery-query';

export interface OrganizationAuditProps extends OrganizationContext {
  readonly audit: AuditConfig;
  /** Names of existing IAM users that are the organization's. */
  readonly athenaUsers: readonly string[];
}

/** CloudTrail has delivered the day before, as a rule, and the query may begin within the hour. */
const EVERY_NIGHT = 'cron(0 2 * * ? *)';
const WINDOW_MINUTES = 60;
const RETRIES = 5;

/**
 * An organization's own part of the trail: a query of the platform's that runs every night, in the organization's
 * workgroup, and writes into its folder and under its key; and the table that its analysts read it by.
 */
export class OrganizationAudit extends Construct {
  constructor(scope: Construct, id: string, props: OrganizationAuditProps) {
    super(scope, id);
    const { audit, athenaUsers, ...context } = props;
    const { naming, slug, keyArn, suspended } = context;
    const names = naming.organization(slug);
    const { roleArn } = new OrganizationRole(this, 'Delivery', {
      ...context,
      roleName: names.auditDeliveryRole,
      policyName: names.auditDeliveryPolicy,
      description: 'EventBridge Scheduler: deliver to the organization its part of the trail',
      trust: auditDeliveryTrust(naming),
      permissions: auditDeliveryPolicy(naming, context, {
        ...(audit.separate === undefined ? {} : { archive: audit.separate }),
      }),
      boundaryArn: naming.managedPolicyArn(naming.shared.auditDeliveryBoundary),
    });
    new CfnSchedule(this, 'Schedule', {
      name: names.auditSchedule,
      groupName: naming.shared.auditScheduleGroup,
      description: `Deliver to organization ${slug} its part of the trail of the day before`,
      state: suspended ? 'DISABLED' : 'ENABLED',
      scheduleExpression: EVERY_NIGHT,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: WINDOW_MINUTES },
      target: {
        arn: naming.scheduledCallArn('athena', 'startQueryExecution'),
        roleArn,
        input: Stack.of(this).toJsonString(deliveryRequest(naming, { slug, keyArn, athenaUsers })),
        retryPolicy: { maximumRetryAttempts: RETRIES },
      },
    });
    new OrganizationAuditTable(this, 'Table', context);
  }
}
