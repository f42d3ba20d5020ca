import type { Common } from './tenancy';

/**
 * Actions that take no resource, and show or change nothing of anybody else, whoever may use them: for `openToAll`.
 * The service authorization reference says of each that its resource is `*`:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * Not here, because a tenant could see or change what is a neighbour's: `logs:PutLogEvents`, `cloudwatch:PutMetricData`,
 * `logs:*LogDelivery`, `logs:PutResourcePolicy`, `xray:GetTraceSummaries`, `ec2:Describe*` of what is in the account,
 * `ec2:*NetworkInterface`, `ssmmessages:*`, and every `List*`.
 */
export function commonActions(): readonly Common[] {
  return COMMON.map(({ actions, because }) => ({ actions, resources: ['*'], because }));
}

const COMMON: readonly Pick<Common, 'actions' | 'because'>[] = [
  {
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
    actions: ['ecr:getauthorizationtoken'],
    because: 'the token allows what the policies of the caller allow',
  },
  {
    // https://docs.aws.amazon.com/xray/latest/devguide/security_iam_id-based-policy-examples.html
    actions: ['xray:puttracesegments', 'xray:puttelemetryrecords'],
    because: 'whoever sends traces reads none, and ids of the traces of others cannot be guessed',
  },
  {
    // https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sampling.html
    actions: ['xray:getsamplingrules', 'xray:getsamplingtargets'],
    because:
      'sampling rules are the settings of the account: which share of requests is traced, and none of the traces',
  },
  {
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    actions: ['sts:getcalleridentity'],
    because: 'it tells who the caller is, and needs no permission',
  },
  {
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html and
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
    actions: ['kms:generaterandom', 'secretsmanager:getrandompassword'],
    because: 'they give random bytes and texts, and keep none',
  },
  {
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
    actions: [
      'ec2:describeavailabilityzones',
      'ec2:describeinstancetypeofferings',
      'ec2:describeinstancetypes',
      'ec2:describeregions',
    ],
    because: 'they tell what AWS offers, and nothing that is in the account',
  },
  {
    // https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-pelong.html
    actions: ['pricing:describeservices', 'pricing:getattributevalues', 'pricing:getproducts'],
    because: 'they tell the list prices of AWS',
  },
];

/**
 * That every tenant may pull the images of repositories that the platform fills: for `openToAll`. Nobody pushes with it,
 * and nobody lists. https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 * @param repositories ARNs, or patterns of them
 */
export function sharedImages(...repositories: readonly string[]): Common {
  return {
    actions: ['ecr:batchchecklayeravailability', 'ecr:batchgetimage', 'ecr:getdownloadurlforlayer'],
    resources: repositories,
    because: 'the images are the platform’s, and hold nothing of a tenant',
  };
}
