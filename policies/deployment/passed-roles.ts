import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import { OF_EVERY_ORGANIZATION } from './own-identities';

interface PassedRoles {
  /** For the Sid. */
  readonly of: string;
  readonly roleArns: readonly string[];
  readonly to: string;
}

/**
 * The roles that CloudFormation hands over, each to the one service that works under it. Systems Manager gets the
 * roles of hybrid nodes from operators, and processing services get the pipeline roles from whoever runs pipelines.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
function rolesToPass(naming: Naming): PassedRoles[] {
  const { shared, ofAnyOrganization: any } = naming;
  return [
    {
      of: 'Hubs',
      roleArns: [any.dataHubRole, shared.enrolmentRole].map((name) => naming.roleArn(name)),
      to: 'credentials.iot.amazonaws.com',
    },
    { of: 'Deliveries', roleArns: [naming.roleArn(any.auditDeliveryRole)], to: 'scheduler.amazonaws.com' },
  ];
}

export function passedRoles(naming: Naming): Statement[] {
  return rolesToPass(naming).map(({ of, roleArns, to }) => ({
    Sid: `PassRolesOf${of}`,
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: roleArns,
    wildcardReason: OF_EVERY_ORGANIZATION,
    Condition: { StringEquals: { 'iam:PassedToService': to } },
  }));
}

/** All of them in one statement, for the ceiling, which has room for little. */
export function passedRolesTogether(naming: Naming): Statement {
  const passed = rolesToPass(naming);
  return {
    Sid: 'Pass',
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: passed.flatMap(({ roleArns }) => roleArns),
    wildcardReason: OF_EVERY_ORGANIZATION,
    Condition: { StringEquals: { 'iam:PassedToService': passed.map(({ to }) => to) } },
  };
}
