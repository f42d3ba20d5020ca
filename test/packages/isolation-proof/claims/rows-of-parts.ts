import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';

/** A part, with where it names its whole, and what comes to it from there. */
export type Row = readonly [
  part: string,
  place: string,
  whole: string,
  data: string,
  of?: (whole: Json) => JsonObject,
];

const V1 = 'AWS::ApiGateway::RestApi';
const V2 = 'AWS::ApiGatewayV2::Api';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGETS = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const POOL = 'AWS::Cognito::UserPool';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';
const NAMESPACE = 'AWS::ServiceDiscovery::HttpNamespace';
const VPC = 'AWS::EC2::VPC';

/** Tenants may share these, and each has its part. */
export const SHARED: readonly Row[] = [
  [LISTENER, 'LoadBalancerArn', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'requests'],
  ['AWS::ElasticLoadBalancingV2::ListenerRule', 'ListenerArn', LISTENER, 'requests'],
  [GROUP, 'TargetGroupARNs[0]', TARGETS, 'requests', (arn) => ({ TargetGroupARNs: [arn] })],
  [
    GROUP,
    'TrafficSources[0].Identifier',
    TARGETS,
    'requests',
    (Identifier) => ({ TrafficSources: [{ Identifier }] }),
  ],
  ['AWS::AutoScaling::LifecycleHook', 'AutoScalingGroupName', GROUP, 'news of machines that start and stop'],
  [
    'AWS::ECS::Service',
    'LoadBalancers[0].TargetGroupArn',
    TARGETS,
    'requests',
    (TargetGroupArn) => ({ LoadBalancers: [{ TargetGroupArn }] }),
  ],
  [
    'AWS::ECS::Service',
    'LoadBalancers[0].AdvancedConfiguration.AlternateTargetGroupArn',
    TARGETS,
    'requests',
    (arn) => ({ LoadBalancers: [{ AdvancedConfiguration: { AlternateTargetGroupArn: arn } }] }),
  ],
  [
    'AWS::ECS::Service',
    'ServiceRegistries[0].RegistryArn',
    'AWS::ServiceDiscovery::Service',
    'requests',
    (RegistryArn) => ({ ServiceRegistries: [{ RegistryArn }] }),
  ],
  ['AWS::ECS::Service', 'Cluster', 'AWS::ECS::Cluster', 'machines'],
  [
    'AWS::ECS::Service',
    'CapacityProviderStrategy[1].CapacityProvider',
    'AWS::ECS::CapacityProvider',
    'machines',
    (provider) => ({
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT' }, { CapacityProvider: provider }],
    }),
  ],
  [
    'AWS::ECS::Cluster',
    'CapacityProviders[1]',
    'AWS::ECS::CapacityProvider',
    'machines',
    (provider) => ({ CapacityProviders: ['FARGATE', provider] }),
  ],
  ['AWS::ECS::ClusterCapacityProviderAssociations', 'Cluster', 'AWS::ECS::Cluster', 'tasks'],
  [
    'AWS::ECS::CapacityProvider',
    'AutoScalingGroupProvider.AutoScalingGroupArn',
    GROUP,
    'machines',
    (AutoScalingGroupArn) => ({ AutoScalingGroupProvider: { AutoScalingGroupArn } }),
  ],
  [
    'AWS::Batch::JobQueue',
    'ComputeEnvironmentOrder[0].ComputeEnvironment',
    'AWS::Batch::ComputeEnvironment',
    'machines',
    (ComputeEnvironment) => ({ ComputeEnvironmentOrder: [{ ComputeEnvironment }] }),
  ],
  ['AWS::ApiGateway::Authorizer', 'RestApiId', V1, 'requests'],
  ['AWS::ApiGateway::Deployment', 'RestApiId', V1, 'requests'],
  [
    'AWS::ApiGateway::Method',
    'RestApiId',
    V1,
    'requests',
    (id) => ({ RestApiId: id, AuthorizationType: 'AWS_IAM' }),
  ],
  ['AWS::ApiGateway::GatewayResponse', 'RestApiId', V1, 'requests'],
  ['AWS::ApiGateway::Stage', 'RestApiId', V1, 'requests'],
  [
    'AWS::ApiGateway::Authorizer',
    'ProviderARNs[0]',
    POOL,
    'people who may call methods',
    (arn) => ({ ProviderARNs: [arn] }),
  ],
  ['AWS::ApiGatewayV2::Authorizer', 'ApiId', V2, 'requests'],
  [
    'AWS::ApiGatewayV2::Authorizer',
    'JwtConfiguration.Issuer',
    POOL,
    'people who may call routes',
    (id) => ({
      JwtConfiguration: {
        Issuer: { 'Fn::Sub': ['https://cognito-idp.${AWS::Region}.amazonaws.com/${Id}', { Id: id }] },
      },
    }),
  ],
  ['AWS::ApiGatewayV2::Integration', 'ApiId', V2, 'requests'],
  ['AWS::ApiGatewayV2::Route', 'ApiId', V2, 'requests'],
  ['AWS::ApiGatewayV2::Stage', 'ApiId', V2, 'requests'],
  ['AWS::Cognito::UserPoolClient', 'UserPoolId', POOL, 'users'],
  ['AWS::Cognito::UserPoolGroup', 'UserPoolId', POOL, 'users'],
  [
    'AWS::Cognito::IdentityPool',
    'CognitoIdentityProviders[0].ClientId',
    'AWS::Cognito::UserPoolClient',
    'users',
    (ClientId) => ({ CognitoIdentityProviders: [{ ClientId }] }),
  ],
  [
    'AWS::Cognito::IdentityPool',
    'OpenIdConnectProviderARNs[0]',
    'AWS::IAM::OIDCProvider',
    'users',
    (arn) => ({ OpenIdConnectProviderARNs: [arn] }),
  ],
  [
    'AWS::Cognito::IdentityPool',
    'SamlProviderARNs[0]',
    'AWS::IAM::SAMLProvider',
    'users',
    (arn) => ({ SamlProviderARNs: [arn] }),
  ],
  ['AWS::Cognito::IdentityPoolRoleAttachment', 'IdentityPoolId', 'AWS::Cognito::IdentityPool', 'users'],
  ['AWS::Cognito::IdentityPoolPrincipalTag', 'IdentityPoolId', 'AWS::Cognito::IdentityPool', 'users'],
  ['AWS::Cognito::UserPoolDomain', 'UserPoolId', POOL, 'users'],
  ['AWS::Glue::Trigger', 'WorkflowName', 'AWS::Glue::Workflow', 'runs of the workflow'],
  [
    'AWS::Glue::Trigger',
    'Predicate.Conditions[0].JobName',
    'AWS::Glue::Job',
    'news of runs',
    (JobName) => ({ Predicate: { Conditions: [{ JobName }] } }),
  ],
  [
    'AWS::Glue::Trigger',
    'Predicate.Conditions[0].CrawlerName',
    'AWS::Glue::Crawler',
    'news of runs',
    (CrawlerName) => ({ Predicate: { Conditions: [{ CrawlerName }] } }),
  ],
  ['AWS::IoT::ThingGroup', 'ParentGroupName', 'AWS::IoT::ThingGroup', 'rights of the group'],
  ['AWS::KMS::Alias', 'TargetKeyId', 'AWS::KMS::Key', 'the key'],
  ['AWS::EC2::SecurityGroupEgress', 'GroupId', SECURITY_GROUP, 'connections'],
  ['AWS::EC2::SecurityGroupIngress', 'GroupId', SECURITY_GROUP, 'connections'],
  ['AWS::EC2::SecurityGroupIngress', 'SourceSecurityGroupId', SECURITY_GROUP, 'connections'],
  [
    SECURITY_GROUP,
    'SecurityGroupIngress[0].SourceSecurityGroupId',
    SECURITY_GROUP,
    'connections',
    (SourceSecurityGroupId) => ({ SecurityGroupIngress: [{ SourceSecurityGroupId }] }),
  ],
  [
    'AWS::ECS::Cluster',
    'ServiceConnectDefaults.Namespace',
    NAMESPACE,
    'requests by name',
    (Namespace) => ({ ServiceConnectDefaults: { Namespace } }),
  ],
  [
    'AWS::ECS::Service',
    'ServiceConnectConfiguration.Namespace',
    NAMESPACE,
    'requests by name',
    (Namespace) => ({ ServiceConnectConfiguration: { Enabled: true, Namespace } }),
  ],
  ['AWS::ServiceDiscovery::Service', 'NamespaceId', NAMESPACE, 'questions about names'],
  [
    'AWS::ServiceDiscovery::Service',
    'DnsConfig.NamespaceId',
    'AWS::ServiceDiscovery::PrivateDnsNamespace',
    'questions about names',
    (NamespaceId) => ({ DnsConfig: { NamespaceId } }),
  ],
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', 'Vpc', VPC, 'questions about names'],
  [
    'AWS::Route53::HostedZone',
    'VPCs[0].VPCId',
    VPC,
    'questions about names',
    (VPCId) => ({ VPCs: [{ VPCId }] }),
  ],
  ['AWS::Route53::RecordSet', 'HostedZoneId', 'AWS::Route53::HostedZone', 'questions about the name'],
];

const FUNCTION = 'AWS::Lambda::Function';

/** A part of these acts under the role of the whole, and would be the tenant's own. */
export const OWN: readonly Row[] = [
  ['AWS::GuardDuty::Filter', 'DetectorId', 'AWS::GuardDuty::Detector', 'findings'],
  ['AWS::GuardDuty::PublishingDestination', 'DetectorId', 'AWS::GuardDuty::Detector', 'findings'],
  ['AWS::Lambda::Alias', 'FunctionName', FUNCTION, 'its code and its role'],
  ['AWS::Lambda::Version', 'FunctionName', FUNCTION, 'its code and its role'],
  [
    'AWS::StepFunctions::StateMachineVersion',
    'StateMachineArn',
    'AWS::StepFunctions::StateMachine',
    'its definition and its role',
  ],
];
