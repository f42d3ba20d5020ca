import type { Flow } from '../described-flow';
import type { Harmless, ResourceType } from '../resource-type';
import { arn } from '../text-template';

const API_GATEWAY = 'apigateway.amazonaws.com';
const DEFINITION = 'OpenAPI definitions are not read';
const ACCESS_LOGS = 'logs of requests';

const restApi: ResourceType = {
  type: 'AWS::ApiGateway::RestApi',
  arn: arn('execute-api', '${id}'),
  contents: ['${arn}/*'],
  ref: '${id}',
  attributes: { RestApiId: '${id}', RootResourceId: '${id}/root' },
  tags: 'Tags',
  policies: [{ document: 'Policy', suffix: '/*' }],
  undecided: {
    Body: DEFINITION,
    BodyS3Location: DEFINITION,
    CloneFrom: 'methods of another API are in no template',
  },
  harmless: [
    {
      properties: ['EndpointConfiguration', 'EndpointAccessMode', 'SecurityPolicy'],
      because: 'it says at which addresses requests arrive',
    },
  ],
  because: 'its methods say who may call it and where requests go',
};

/** What is added to an API takes requests that are made to it, or tokens. */
const REQUESTS: readonly Flow[] = [{ property: 'RestApiId', form: 'ref', data: 'requests', whole: 'shared' }];

/** What is added to an API, and takes no requests. */
const TAKES_NO_REQUESTS: readonly Harmless[] = [
  { properties: ['RestApiId'], because: 'it is a part of the API that takes no requests' },
];

const method: ResourceType = {
  type: 'AWS::ApiGateway::Method',
  sources: REQUESTS,
  roles: [
    { property: 'Integration.Credentials', assumedBy: API_GATEWAY, directs: 'whoever may call the method' },
  ],
  destinations: [
    { property: 'Integration.Uri', form: 'integration-uri', data: 'requests' },
    { property: 'Integration.IntegrationTarget', form: 'arn', data: 'requests' },
  ],
  openings: [
    {
      property: 'AuthorizationType',
      unless: ['AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'],
      absent: true,
      // Such as the answers to OPTIONS requests of browsers, which API Gateway makes up by itself.
      except: { property: 'Integration.Type', value: 'MOCK' },
      opens: 'anybody can call the method',
    },
  ],
  because: 'it takes requests to its integration',
};

const stage: ResourceType = {
  type: 'AWS::ApiGateway::Stage',
  ref: '${StageName}',
  tags: 'Tags',
  sources: REQUESTS,
  destinations: [{ property: 'AccessLogSetting.DestinationArn', form: 'arn', data: ACCESS_LOGS }],
  certificates: ['ClientCertificateId'],
  because: 'it is an address of its API',
};

const REGIONAL_DOMAIN = 'd-${id}.execute-api.${AWS::Region}.${AWS::URLSuffix}';
const DISTRIBUTION_DOMAIN = '${id}.cloudfront.net';

const domainName: ResourceType = {
  type: 'AWS::ApiGateway::DomainName',
  arn: 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/domainnames/${DomainName}',
  ref: '${DomainName}',
  attributes: {
    DistributionDomainName: DISTRIBUTION_DOMAIN,
    DomainNameArn: '${arn}',
    RegionalDomainName: REGIONAL_DOMAIN,
  },
  domains: [DISTRIBUTION_DOMAIN, REGIONAL_DOMAIN],
  tags: 'Tags',
  certificates: ['CertificateArn', 'OwnershipVerificationCertificateArn', 'RegionalCertificateArn'],
  harmless: [
    {
      properties: [
        'EndpointAccessMode',
        'EndpointConfiguration',
        'MutualTlsAuthentication',
        'SecurityPolicy',
      ],
      because: 'it says how requests arrive',
    },
  ],
  because: 'its mappings say where requests go',
};

const basePathMapping: ResourceType = {
  type: 'AWS::ApiGateway::BasePathMapping',
  sources: [{ property: 'DomainName', form: 'ref', data: 'requests', whole: 'shared' }],
  destinations: [{ property: 'RestApiId', form: 'ref', data: 'requests', whole: 'own' }],
  because: 'it takes requests to an API',
};

const deployment: ResourceType = {
  type: 'AWS::ApiGateway::Deployment',
  ref: '${id}',
  attributes: { DeploymentId: '${id}' },
  sources: REQUESTS,
  destinations: [
    { property: 'StageDescription.AccessLogSetting.DestinationArn', form: 'arn', data: ACCESS_LOGS },
  ],
  certificates: ['StageDescription.ClientCertificateId'],
  because: 'it is a copy of its API',
};

const account: ResourceType = {
  type: 'AWS::ApiGateway::Account',
  roles: [{ property: 'CloudWatchRoleArn', assumedBy: API_GATEWAY, directs: 'logs of requests' }],
  because: 'it lets API Gateway write logs',
};

const authorizer: ResourceType = {
  type: 'AWS::ApiGateway::Authorizer',
  ref: '${id}',
  attributes: { AuthorizerId: '${id}' },
  roles: [{ property: 'AuthorizerCredentials', assumedBy: API_GATEWAY, directs: 'calls of the authorizer' }],
  destinations: [{ property: 'AuthorizerUri', form: 'integration-uri', data: 'tokens of requests' }],
  sources: [
    ...REQUESTS,
    { property: 'ProviderARNs', form: 'arn', data: 'people who may call methods', whole: 'shared' },
  ],
  harmless: [{ properties: ['AuthType'], because: 'it keeps requests out' }],
  because: 'it says who may call methods',
};

const vpcLink: ResourceType = {
  type: 'AWS::ApiGateway::VpcLink',
  ref: '${id}',
  attributes: { VpcLinkId: '${id}' },
  tags: 'Tags',
  destinations: [{ property: 'TargetArns', form: 'arn', data: 'requests' }],
  because: 'it takes requests to its load balancer',
};

export const API_GATEWAY_TYPES: readonly ResourceType[] = [
  restApi,
  domainName,
  basePathMapping,
  method,
  stage,
  deployment,
  account,
  authorizer,
  vpcLink,
  {
    type: 'AWS::ApiGateway::ApiKey',
    ref: '${id}',
    tags: 'Tags',
    harmless: [{ properties: ['StageKeys.RestApiId'], because: 'methods say who may call them' }],
    because: 'it counts requests',
  },
  {
    type: 'AWS::ApiGateway::ClientCertificate',
    ref: '${id}',
    attributes: { ClientCertificateId: '${id}' },
    tags: 'Tags',
    because: 'stages prove by it that a request is theirs',
  },
  {
    type: 'AWS::ApiGateway::GatewayResponse',
    sources: REQUESTS,
    because: 'it says what refused requests are told',
  },
  {
    type: 'AWS::ApiGateway::Model',
    ref: '${Name}',
    harmless: TAKES_NO_REQUESTS,
    because: 'it says what requests look like',
  },
  {
    type: 'AWS::ApiGateway::RequestValidator',
    ref: '${id}',
    harmless: TAKES_NO_REQUESTS,
    because: 'it refuses malformed requests',
  },
  {
    type: 'AWS::ApiGateway::Resource',
    ref: '${id}',
    harmless: TAKES_NO_REQUESTS,
    because: 'it is a path, whose methods say the rest',
  },
  {
    type: 'AWS::ApiGateway::UsagePlan',
    ref: '${id}',
    tags: 'Tags',
    harmless: [{ properties: ['ApiStages.ApiId'], because: 'methods say who may call them' }],
    because: 'it limits requests',
  },
  {
    type: 'AWS::ApiGateway::UsagePlanKey',
    harmless: [{ properties: ['KeyId'], because: 'such a key counts requests, and encrypts nothing' }],
    because: 'it puts a key under a plan',
  },
];
