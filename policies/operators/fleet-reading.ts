import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';

/** These take no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
const LISTINGS = ['iot:DescribeEndpoint', 'iot:ListThings'] as const;

const OF_THINGS = ['iot:DescribeThing', 'iot:GetThingShadow', 'iot:ListThingPrincipals'] as const;

/** These take no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
const OF_NODES = ['ssm:DescribeActivations', 'ssm:DescribeInstanceInformation'] as const;

/**
 * What `data-hub list` and `show` ask: which hubs there are, with their certificates and what they reported of
 * themselves. Things bear the names of organizations, which whoever works on hubs has to know; nothing of what hubs
 * upload is in it.
 */
export function readFleet(naming: Naming): Statement[] {
  return [
    {
      Sid: 'ListHubs',
      Effect: 'Allow',
      Action: [...LISTINGS, ...OF_NODES],
      Resource: '*',
      wildcardReason:
        'These calls take no resource. They show names, endpoints and nodes of hubs, and no data.',
    },
    {
      Sid: 'ReadHubs',
      Effect: 'Allow',
      Action: OF_THINGS,
      Resource: naming.everyHubsThingArn(),
      wildcardReason:
        "Hubs of every organization, enrolled today or later. No other thing's name holds two hyphens.",
    },
    {
      Sid: 'ReadCertificates',
      Effect: 'Allow',
      Action: 'iot:DescribeCertificate',
      Resource: naming.certificatesArn(),
      wildcardReason: 'AWS IoT chooses the ids of certificates. A certificate holds public keys only.',
    },
  ];
}
