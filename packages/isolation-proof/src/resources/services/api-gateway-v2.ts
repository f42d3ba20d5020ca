import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const API_GATEWAY = 'apigateway.amazonaws.com';
const DEFINITION = 'OpenAPI definitions are not read';
const QUICK_CREATE = 'routes and integrations have to be resources of their own';

const api: ResourceType = {
  type: 'AWS::ApiGatewayV2::Api',
  arn: arn('execute-api', '${id}'),
  contents: ['${arn}/*'],
  ref: '${id}',
  attributes: { ApiId: '${id}', ExecuteApiArn: '${arn}' },
  tags: 'Tags',
  undecided: {
    Body: DEFINITION,
    BodyS3Location: DEFINITION,
    CredentialsArn: QUICK_CREATE,
    Target: QUICK_CREATE,
  },
  because: 'its routes say who may call it and where requests go',
};

/** What is added to an API takes requests that are made to it, or tokens. */
const REQUESTS: readonly Flow[] = [{ property: 'ApiId', form: 'ref', data: 'requests', whole: 'shared' }];

const integration: ResourceType = {
  type: 'AWS::ApiGatewayV2::Integration',
  sources: REQUESTS,
  ref: '${id}',
  attributes: { IntegrationId: '${id}' },
  roles: [{ property: 'CredentialsArn', assumedBy: API_GATEWAY, directs: 'whoever may call the routes' }],
  destinations: [{ property: 'IntegrationUri', form: 'integration-uri', data: 'requests' }],
  harmless: [{ properties: ['ResponseParameters'], because: 'they change headers of responses' }],
  because: 'it takes requests to its target',
};

const route: ResourceType = {
  type: 'AWS::ApiGatewayV2::Route',
  sources: REQUESTS,
  ref: '${id}',
  attributes: { RouteId: '${id}' },
  openings: [
    {
      property: 'AuthorizationType',
      unless: ['AWS_IAM', 'CUSTOM', 'JWT'],
      absent: true,
      opens: 'anybody can call the route',
    },
  ],
  harmless: [{ properties: ['Target'], because: 'it names an integration of the same API' }],
  because: 'it takes requests to its integration',
};

const stage: ResourceType = {
  type: 'AWS::ApiGatewayV2::Stage',
  sources: REQUESTS,
  ref: '${StageName}',
  tags: 'Tags',
  destinations: [{ property: 'AccessLogSettings.DestinationArn', form: 'arn', data: 'logs of requests' }],
  certificates: ['ClientCertificateId'],
  harmless: [{ properties: ['AccessPolicyId'], because: 'AWS does not use it' }],
  because: 'it is an address of its API',
};

const DOMAIN = 'd-${id}.execute-api.${AWS::Region}.${AWS::URLSuffix}';

const domainName: ResourceType = {
  type: 'AWS::ApiGatewayV2::DomainName',
  arn: 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/domainnames/${DomainName}',
  ref: '${DomainName}',
  attributes: { DomainNameArn: '${arn}', RegionalDomainName: DOMAIN },
  domains: [DOMAIN],
  tags: 'Tags',
  certificates: [
    'DomainNameConfigurations.CertificateArn',
    'DomainNameConfigurations.OwnershipVerificationCertificateArn',
  ],
  harmless: [
    {
      properties: ['DomainNameConfigurations', 'MutualTlsAuthentication'],
      because: 'it says how requests arrive',
    },
  ],
  because: 'its mappings say where requests go',
};

const apiMapping: ResourceType = {
  type: 'AWS::ApiGatewayV2::ApiMapping',
  sources: [{ property: 'DomainName', form: 'ref', data: 'requests', whole: 'shared' }],
  destinations: [{ property: 'ApiId', form: 'ref', data: 'requests', whole: 'own' }],
  because: 'it takes requests to an API',
};

const authorizer: ResourceType = {
  type: 'AWS::ApiGatewayV2::Authorizer',
  sources: [
    ...REQUESTS,
    {
      property: 'JwtConfiguration.Issuer',
      form: 'token-issuer',
      data: 'people who may call routes',
      whole: 'shared',
    },
  ],
  ref: '${id}',
  attributes: { AuthorizerId: '${id}' },
  roles: [
    { property: 'AuthorizerCredentialsArn', assumedBy: API_GATEWAY, directs: 'calls of the authorizer' },
  ],
  destinations: [{ property: 'AuthorizerUri', form: 'integration-uri', data: 'tokens of requests' }],
  because: 'it says who may call routes',
};

const vpcLink: ResourceType = {
  type: 'AWS::ApiGatewayV2::VpcLink',
  ref: '${id}',
  attributes: { VpcLinkId: '${id}' },
  tags: 'Tags',
  sources: groupsJoined('SecurityGroupIds'),
  because: 'it gives integrations an address in a network; they say where requests go',
};

export const API_GATEWAY_V2: readonly ResourceType[] = [
  api,
  domainName,
  apiMapping,
  integration,
  route,
  stage,
  authorizer,
  vpcLink,
  {
    type: 'AWS::ApiGatewayV2::Deployment',
    ref: '${id}',
    harmless: [{ properties: ['ApiId'], because: 'it is a part of the API that takes no requests' }],
    because: 'it is a copy of its API',
  },
];
