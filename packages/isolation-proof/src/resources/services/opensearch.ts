import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const SIGN_IN = 'sign-in elsewhere is not supported';

const domain: ResourceType = {
  type: 'AWS::OpenSearchService::Domain',
  arn: arn('es', 'domain/${DomainName}'),
  contents: ['${arn}/*'],
  ref: '${DomainName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  policies: [{ document: 'AccessPolicies' }],
  roles: [
    {
      property: 'CognitoOptions.RoleArn',
      assumedBy: 'es.amazonaws.com',
      directs: 'sign-in to the dashboards',
    },
  ],
  destinations: [
    {
      property: 'LogPublishingOptions.*.CloudWatchLogsLogGroupArn',
      form: 'arn',
      data: 'logs of queries and items',
    },
  ],
  sources: [
    ...['IdentityPoolId', 'UserPoolId'].map((pool): Flow => ({
      property: `CognitoOptions.${pool}`,
      form: 'ref',
      data: 'users of the dashboards',
      whole: 'shared',
    })),
    ...groupsJoined('VPCOptions.SecurityGroupIds'),
  ],
  openings: [
    {
      property: 'AdvancedSecurityOptions.AnonymousAuthEnabled',
      when: [true],
      opens: 'whoever reaches it needs no credentials',
    },
  ],
  undecided: {
    'AdvancedSecurityOptions.JWTOptions': SIGN_IN,
    'AdvancedSecurityOptions.SAMLOptions': SIGN_IN,
    IdentityCenterOptions: SIGN_IN,
  },
  harmless: [
    {
      properties: ['AdvancedSecurityOptions.MasterUserOptions.MasterUserARN'],
      because: 'the policy of the domain has to let it in, too',
    },
    { properties: ['DomainEndpointOptions'], because: 'it is about TLS and the name' },
    { properties: ['DomainArn'], because: 'it is a name' },
  ],
  keys: ['EncryptionAtRestOptions.KmsKeyId'],
  certificates: ['DomainEndpointOptions.CustomEndpointCertificateArn'],
  because: 'its policy says who may ask it',
};

export const OPENSEARCH: readonly ResourceType[] = [domain];
