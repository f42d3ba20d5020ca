import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy, CfnRoleAlias } from 'aws-cdk-lib/aws-iot';
import { Construct } from 'constructs';
import type { DataHubTrust } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { SHORTEST_SESSION_SECONDS, SESSION_SECONDS } from '../../config/session-duration';
import { enrolmentIotPolicy, enrolmentPolicy } from '../../policies/data-hub/enrolment-policy';
import { dataHubTrust } from '../../policies/data-hub/trust';
import { policyDocument } from '../../policies/statement';
import { ManagedPolicy } from '../managed-policy';

export interface EnrolmentIdentityProps {
  readonly naming: Naming;
  readonly trust: DataHubTrust;
}

/**
 * Identity of hubs that have an enrolment file and no certificate of their own yet, the same for all organizations:
 * it carries no organization's tag, so that no bucket and no key lets it in. Its sessions are as short as AWS IoT
 * issues them, because the certificate behind one is revoked as soon as it has been used.
 */
export class EnrolmentIdentity extends Construct {
  constructor(scope: Construct, id: string, { naming, trust }: EnrolmentIdentityProps) {
    super(scope, id);
    const names = naming.shared;
    const role = new CfnRole(this, 'Role', {
      roleName: names.enrolmentRole,
      description: 'Hubs with an enrolment file: request the certificate of the hub',
      assumeRolePolicyDocument: policyDocument(dataHubTrust(naming, trust)),
      maxSessionDuration: SESSION_SECONDS,
    });
    new ManagedPolicy(this, 'Permissions', {
      managedPolicyName: names.enrolmentPolicy,
      description: 'Shadow of the own thing, for the request of its certificate',
      statements: enrolmentPolicy(naming),
      roles: [role.ref],
    });
    new CfnRoleAlias(this, 'RoleAlias', {
      roleAlias: names.enrolmentRoleAlias,
      roleArn: role.attrArn,
      credentialDurationSeconds: SHORTEST_SESSION_SECONDS,
    });
    new CfnPolicy(this, 'IotPolicy', {
      policyName: names.enrolmentIotPolicy,
      policyDocument: policyDocument(enrolmentIotPolicy(naming)),
    });
  }
}
