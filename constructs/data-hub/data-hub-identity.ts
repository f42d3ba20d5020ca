import { CfnRolePolicy } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy, CfnRoleAlias, CfnThingType } from 'aws-cdk-lib/aws-iot';
import { Construct } from 'constructs';
import type { DataHubFolders, DataHubTrust } from '../../config/environment-config';
import { HUB_FOLDERS_TAG } from '../../config/naming';
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
  /** Where hubs upload to, as the boundary says. */
  readonly folders: DataHubFolders;
}

/**
 * Identity of one organization's Data Hubs: a certificate with the IoT policy gets credentials of the role
 * through the role alias, for an hour. Things of the thing type are enrolled later, one for each hub.
 */
export class DataHubIdentity extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, { trust, folders, ...context }: DataHubIdentityProps) {
    super(scope, id);
    const { naming, slug } = context;
    const names = naming.organization(slug);
    const role = new OrganizationRole(this, 'Role', {
      ...context,
      roleName: names.dataHubRole,
      policyName: names.dataHubPolicy,
      description: 'Data Hubs: upload, read connector secrets, pull connector images',
      trust: dataHubTrust(naming, trust),
      permissions: dataHubPolicy(naming, context, folders),
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
      // Says in the templates that a common folder is meant: without it, the isolation proof refuses one.
      ...(folders === 'common' ? { tags: [{ key: HUB_FOLDERS_TAG, value: folders }] } : {}),
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
