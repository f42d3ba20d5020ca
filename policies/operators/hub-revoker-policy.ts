import { ENVIRONMENT_TAG, type Naming } from '../../config/naming';
import type { Statement } from '../statement';
import { readFleet } from './fleet-reading';

/**
 * What `revoke` calls: certificates become REVOKED, sessions are cut by the inline policy of revocations, nodes go.
 *
 * IAM names the role whose inline policy is written, and neither the policy's name nor its text: whoever may put the
 * revocations may put any inline policy there. So only roles of hubs are named, and only under the boundary of
 * organizations: an inline policy that allowed everything would give an organization's hubs what the boundary leaves,
 * which is their own organization's. The revoker can assume none of these roles. See decision 42.
 */
export function hubRevokerPolicy(naming: Naming): Statement[] {
  const hubRoles = naming.everyOrganizationsRoleArn('dataHubRole');
  const ofEveryOrganization = 'The roles of hubs of every organization: no slug ends so.';
  return [
    ...readFleet(naming),
    {
      Sid: 'NoteRevocations',
      Effect: 'Allow',
      Action: 'iot:UpdateThing',
      Resource: naming.everyHubsThingArn(),
      wildcardReason:
        "Hubs of every organization, enrolled today or later. No other thing's name holds two hyphens.",
    },
    {
      Sid: 'RevokeCertificates',
      Effect: 'Allow',
      Action: 'iot:UpdateCertificate',
      Resource: naming.certificatesArn(),
      wildcardReason: 'AWS IoT chooses the ids of certificates.',
    },
    {
      Sid: 'FindCertificates',
      Effect: 'Allow',
      Action: 'iot:ListTargetsForPolicy',
      Resource: naming.everyHubsIotPolicyArn(),
      wildcardReason: 'The policies of hubs of every organization: no slug ends so.',
    },
    {
      Sid: 'ReadRevocations',
      Effect: 'Allow',
      Action: ['iam:GetRolePolicy', 'iam:ListRolePolicies'],
      Resource: hubRoles,
      wildcardReason: ofEveryOrganization,
    },
    {
      Sid: 'CutSessions',
      Effect: 'Allow',
      Action: 'iam:PutRolePolicy',
      Resource: hubRoles,
      wildcardReason: ofEveryOrganization,
      Condition: {
        StringEquals: {
          'iam:PermissionsBoundary': naming.managedPolicyArn(naming.shared.organizationBoundary),
        },
      },
    },
    {
      Sid: 'EndActivations',
      Effect: 'Allow',
      Action: 'ssm:DeleteActivation',
      Resource: '*',
      wildcardReason: 'Activations take no resource. Without one, a node cannot register.',
    },
    {
      Sid: 'RemoveNodes',
      Effect: 'Allow',
      Action: 'ssm:DeregisterManagedInstance',
      Resource: naming.managedNodesArn(),
      wildcardReason: 'Systems Manager chooses the ids of nodes; the tag says of which environment one is.',
      Condition: { StringEquals: { [`aws:ResourceTag/${ENVIRONMENT_TAG}`]: naming.environment.name } },
    },
  ];
}
