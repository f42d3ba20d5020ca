import { CfnRolePolicy } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy, CfnRoleAlias, CfnThingType } from 'aws-cdk-lib/aws-iot';
import { Construct } from 'constructs';
import type { DataHubTrust } from '../../config/environment-config';
import { SESSION_SECONDS } from '../../config/session-duration';
import { dataHubIotPolicy } from '../../policies/data-hub/data-hub-iot-policy';
import { dataHubPolicy } from '../../policies/data-hub/data-hub-policy';
import { NO_REVOCATIONS, revocationPolicy } from '../../policies/data-hub/revocation-policy';
import { policyDocument } from '../../policies/statement';
import { dataHubTrust } from '../../policies/data-hub/trust';
import type { OrganizationContext } from '../organization/organization-principal';
import { OrganizationRole } from '../organization/organization-role';

export interface DataHubIdentityProps extends OrganizationContext {
  readonly trust: DataHubTrust;
}

/**
 * Identity of one organization's Data Hubs: a certificate with the IoT policy gets credentials of the role
 * through the role alias, for an hour. Things of the thing type are enrolled later, one for each hub.
 */
export class DataHubIdentity extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, { trust, ...context }: DataHubIdentityProps) {
    super(scope, id);
    const { naming, slug } = context;
    const names = naming.organization(slug);
    const role = new OrganizationRole(this, 'Role', {
      ...context,
      roleName: names.dataHubRole,
      policyName: names.dataHubPolicy,
      description: 'Data Hubs: upload, read connector secrets, pull connector images',
      trust: dataHubTrust(naming, trust),
      permissions: dataHubPolicy(naming, context),
    });
    this.roleArn = role.roleArn;
    // Revoking rewrites this policy under its name. CloudFormation compares templates, not roles: a resource whose
    // text never changes is never written again, so that no deployment undoes a revocation. A test freezes it.
    new CfnRolePolicy(this, 'Revocations', {
      roleName: role.roleName,
      policyName: names.dataHubRevocationPolicy,
      policyDocument: policyDocument(revocationPolicy(NO_REVOCATIONS)),
    });
    new CfnRoleAlias(this, 'RoleAlias', {
      roleAlias: names.dataHubRoleAlias,
      roleArn: role.roleArn,
      credentialDurationSeconds: SESSION_SECONDS,
    });
    new CfnPolicy(this, 'IotPolicy', {
      policyName: names.dataHubIotPolicy,
      policyDocument: policyDocument(
        dataHubIotPolicy({
          roleAliasArn: naming.roleAliasArn(names.dataHubRoleAlias),
          suspended: context.suspended,
        }),
      ),
    });
    new CfnThingType(this, 'ThingType', {
      thingTypeName: names.dataHubThingType,
      thingTypeProperties: { thingTypeDescription: 'Data Hubs of one organization' },
    });
  }
}
