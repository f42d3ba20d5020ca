import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const TRIGGERS: readonly Flow[] = [
  'CreateAuthChallenge',
  'CustomEmailSender.LambdaArn',
  'CustomMessage',
  'CustomSMSSender.LambdaArn',
  'DefineAuthChallenge',
  'InboundFederation.LambdaArn',
  'PostAuthentication',
  'PostConfirmation',
  'PreAuthentication',
  'PreSignUp',
  'PreTokenGeneration',
  'PreTokenGenerationConfig.LambdaArn',
  'UserMigration',
  'VerifyAuthChallengeResponse',
].map((trigger) => ({
  property: `LambdaConfig.${trigger}`,
  form: 'function',
  data: 'who signs in',
}));

const userPool: ResourceType = {
  type: 'AWS::Cognito::UserPool',
  arn: arn('cognito-idp', 'userpool/${id}'),
  ref: '${id}',
  attributes: {
    Arn: '${arn}',
    ProviderName: 'cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${id}',
    ProviderURL: 'https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${id}',
    UserPoolId: '${id}',
  },
  tags: 'UserPoolTags',
  roles: ['SnsCallerArn', 'EumsSms.CallerArn'].map((role) => ({
    property: `SmsConfiguration.${role}`,
    assumedBy: 'cognito-idp.amazonaws.com',
    directs: 'text messages',
  })),
  destinations: TRIGGERS,
  // https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
  openings: [
    {
      property: 'AdminCreateUserConfig.AllowAdminCreateUserOnly',
      unless: [true],
      absent: true,
      opens: 'anybody signs up, and gets tokens of it',
    },
  ],
  harmless: [{ properties: ['EmailConfiguration'], because: 'it says who the sender of mail to users is' }],
  keys: ['LambdaConfig.KMSKeyID', 'KeyConfiguration.KmsKeyArn'],
  because: 'who signs in gets tokens, not rights in AWS',
};

const USERS: readonly Flow[] = [{ property: 'UserPoolId', form: 'ref', data: 'users', whole: 'shared' }];

const client: ResourceType = {
  type: 'AWS::Cognito::UserPoolClient',
  ref: '${id}',
  attributes: { ClientId: '${id}' },
  sources: USERS,
  undecided: { AnalyticsConfiguration: 'Pinpoint is not supported' },
  harmless: [
    {
      properties: ['CallbackURLs', 'DefaultRedirectURI', 'LogoutURLs'],
      because: 'it says where browsers return after sign-in',
    },
  ],
  because: 'it lets an application sign people in',
};

const domain: ResourceType = {
  type: 'AWS::Cognito::UserPoolDomain',
  ref: '${Domain}',
  sources: USERS,
  attributes: { CloudFrontDistribution: '${id}.cloudfront.net' },
  domains: ['${id}.cloudfront.net'],
  certificates: ['CustomDomainConfig.CertificateArn'],
  harmless: [{ properties: ['CustomDomainConfig.SecurityPolicy'], because: 'it says which TLS is spoken' }],
  because: 'it is the address of the sign-in page',
};

const COGNITO_IDENTITY = 'cognito-identity.amazonaws.com';

const group: ResourceType = {
  type: 'AWS::Cognito::UserPoolGroup',
  ref: '${GroupName}',
  sources: USERS,
  roles: [{ property: 'RoleArn', assumedBy: COGNITO_IDENTITY, directs: 'users of the group' }],
  because: 'users of it can have its role',
};

const identityPool: ResourceType = {
  type: 'AWS::Cognito::IdentityPool',
  arn: arn('cognito-identity', 'identitypool/${id}'),
  ref: '${id}',
  attributes: { Id: '${id}' },
  tags: 'IdentityPoolTags',
  openings: [
    {
      property: 'AllowUnauthenticatedIdentities',
      when: [true],
      opens: 'anybody gets credentials of the role for guests',
    },
    {
      // Google, Apple and the like sign in anybody.
      property: 'SupportedLoginProviders.*',
      unless: [],
      opens: 'whom the provider signs in gets credentials of the role for users',
    },
  ],
  sources: [
    { property: 'CognitoIdentityProviders.ClientId', form: 'ref', data: 'users', whole: 'shared' },
    { property: 'OpenIdConnectProviderARNs', form: 'arn', data: 'users', whole: 'shared' },
    { property: 'SamlProviderARNs', form: 'arn', data: 'users', whole: 'shared' },
  ],
  undecided: {
    CognitoStreams: 'Cognito Sync is not supported',
    PushSync: 'Cognito Sync is not supported',
  },
  harmless: [
    {
      properties: ['CognitoIdentityProviders.ProviderName'],
      because: 'the client beside it is one of its own',
    },
  ],
  because: 'its roles stand in its role attachment',
};

const roleAttachment: ResourceType = {
  type: 'AWS::Cognito::IdentityPoolRoleAttachment',
  sources: [{ property: 'IdentityPoolId', form: 'ref', data: 'users', whole: 'shared' }],
  roles: ['Roles.*', 'RoleMappings.*.RulesConfiguration.Rules.RoleARN'].map((property) => ({
    property,
    assumedBy: COGNITO_IDENTITY,
    directs: 'whoever signs in',
  })),
  because: 'it says which role people get',
};

const principalTags: ResourceType = {
  type: 'AWS::Cognito::IdentityPoolPrincipalTag',
  sources: [{ property: 'IdentityPoolId', form: 'ref', data: 'users', whole: 'shared' }],
  harmless: [
    { properties: ['IdentityProviderName'], because: 'it is one of those of the identity pool' },
    {
      properties: ['PrincipalTags'],
      because:
        'which tags sessions may bring, and who may write what they are made of, the claim session-tags asks',
    },
  ],
  because: 'it makes tags of sessions of what tokens say',
};

export const COGNITO: readonly ResourceType[] = [
  userPool,
  client,
  domain,
  group,
  identityPool,
  roleAttachment,
  principalTags,
  {
    type: 'AWS::Cognito::UserPoolIdentityProvider',
    ref: '${ProviderName}',
    sources: USERS,
    openings: [
      {
        property: 'ProviderType',
        unless: ['OIDC', 'SAML'],
        opens: 'anybody signs up with the provider, and gets tokens of the pool',
      },
    ],
    because: 'whom it signs in gets tokens of the pool, as the pool says',
  },
  {
    type: 'AWS::Cognito::UserPoolResourceServer',
    ref: '${Identifier}',
    sources: USERS,
    because: 'it says which scopes tokens can have',
  },
];
