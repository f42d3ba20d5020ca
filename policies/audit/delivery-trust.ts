import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';

/**
 * Trust of the role that delivers an organization its part of the trail: EventBridge Scheduler, for schedules of this
 * account that are in the group of audit schedules. It says which group it acts for, and never which schedule. No
 * sts:TagSession, which would let a session bring tags of its own choice.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function auditDeliveryTrust(naming: Naming): Statement[] {
  return [
    {
      Sid: 'AuditSchedules',
      Effect: 'Allow',
      Principal: { Service: 'scheduler.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': naming.environment.account },
        ArnEquals: { 'aws:SourceArn': naming.scheduleGroupArn(naming.shared.auditScheduleGroup) },
      },
    },
  ];
}
