import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import { readFleet } from './fleet-reading';

/**
 * What `enroll`, `invite`, `process-requests`, `renewal`, `rotate`, `list` and `show` call. Not `revoke`: cutting
 * sessions takes a policy of roles, which this role can neither read nor write, so that `revoke` stops before it
 * changes anything. IAM cannot tell a certificate that is made INACTIVE from one that is REVOKED (iot:UpdateCertificate
 * has no condition key), and finishing a rotation revokes the old one.
 *
 * Whoever enrols hubs can enrol one of their own, with the organization's policy on its certificate: no policy can
 * tell it from a hub. The thing, its certificate and the person are in the trail.
 */
export function hubOperatorPolicy(naming: Naming): Statement[] {
  return [
    ...readFleet(naming),
    {
      Sid: 'ManageHubs',
      Effect: 'Allow',
      Action: ['iot:CreateThing', 'iot:DeleteThing', 'iot:UpdateThing', 'iot:UpdateThingShadow'],
      Resource: naming.everyHubsThingArn(),
      wildcardReason:
        "Hubs of every organization, enrolled today or later. No other thing's name holds two hyphens.",
    },
    {
      Sid: 'ManageCertificates',
      Effect: 'Allow',
      // The target of AttachPolicy is the certificate; which policy is attached, IAM is not told.
      Action: ['iot:AttachPolicy', 'iot:DeleteCertificate', 'iot:UpdateCertificate'],
      Resource: naming.certificatesArn(),
      wildcardReason: 'AWS IoT chooses the ids of certificates.',
    },
    {
      Sid: 'MakeAndAttachCertificates',
      Effect: 'Allow',
      Action: [
        'iot:AttachThingPrincipal',
        'iot:CreateCertificateFromCsr',
        'iot:DetachThingPrincipal',
        'iot:ListCertificates',
      ],
      Resource: '*',
      wildcardReason:
        "These take no resource by AWS's service reference. They change certificates and things, and show neither keys nor data.",
    },
    describeKeys(naming, 'The bundle of a hub names the key of its organization'),
    {
      Sid: 'RegisterNodes',
      Effect: 'Allow',
      Action: ['ssm:CreateActivation', 'ssm:DeleteActivation'],
      Resource: '*',
      wildcardReason: 'Activations take no resource. A node gets the role that is passed, and nothing else.',
    },
    {
      Sid: 'PassNodeRoles',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: naming.everyOrganizationsRoleArn('hybridNodeRole'),
      wildcardReason:
        'The roles of hybrid nodes of every organization, which only Systems Manager may assume, and no slug ends so.',
      Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
    },
  ];
}

/** Looks keys up by their alias, and uses none. */
export function describeKeys(naming: Naming, why: string): Statement {
  return {
    Sid: 'FindKeys',
    Effect: 'Allow',
    Action: 'kms:DescribeKey',
    Resource: naming.keyArnPattern(),
    wildcardReason: `${why}; key ids tell nothing of whose they are, and describing uses no key.`,
  };
}
