/** What whoever works with hubs may read of all of them. */
export const FLEET_STATEMENTS = [
  {
    Sid: 'ListHubs',
    Effect: 'Allow',
    Action: [
      'iot:DescribeEndpoint',
      'iot:ListThings',
      'ssm:DescribeActivations',
      'ssm:DescribeInstanceInformation',
    ],
    Resource: '*',
  },
  {
    Sid: 'ReadHubs',
    Effect: 'Allow',
    Action: ['iot:DescribeThing', 'iot:GetThingShadow', 'iot:ListThingPrincipals'],
    Resource: 'arn:aws:iot:eu-central-1:111122223333:thing/*--*',
  },
  {
    Sid: 'ReadCertificates',
    Effect: 'Allow',
    Action: 'iot:DescribeCertificate',
    Resource: 'arn:aws:iot:eu-central-1:111122223333:cert/*',
  },
];
