import { openingsOf } from '../../../../packages/isolation-proof/src/resources/openings';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { resourceOf } from '../fixtures/stack-of';

const preflight = (Type: Json): string[] =>
  openingsOf(resourceOf('AWS::ApiGateway::Method', { AuthorizationType: 'NONE', Integration: { Type } })).map(
    ({ place }) => place,
  );

it('finds nothing open in a method that API Gateway answers by itself', () => {
  expect(preflight('MOCK')).toStrictEqual([]);
});

it.each<Json>(['AWS_PROXY', { Ref: 'Parameter' }, { 'Fn::If': ['C', 'MOCK', 'AWS'] }])(
  'finds a method open whose integration is %j',
  (type) => {
    expect(preflight(type)).toEqual(['AuthorizationType']);
  },
);

it('finds a method open that has no integration', () => {
  const method = resourceOf('AWS::ApiGateway::Method', { AuthorizationType: 'NONE' });

  expect(openingsOf(method).map(({ opens }) => opens)).toEqual(['anybody can call the method']);
});

it('finds a method open of whose integrations API Gateway answers only one by itself', () => {
  const Integration = [{ Type: 'MOCK' }, { Type: 'AWS_PROXY' }];
  const method = resourceOf('AWS::ApiGateway::Method', { AuthorizationType: 'NONE', Integration });

  expect(openingsOf(method)).toHaveLength(1);
});

const FUNCTION_URL = 'AWS::Lambda::Url';
const GROUP = 'AWS::EC2::SecurityGroup';
const UNKNOWN = { Ref: 'Parameter' };

test.each<[type: string, properties: JsonObject, open: [place: string, value: Json | undefined][]]>([
  ['AWS::Never::Described', { AuthType: 'NONE' }, []],
  // Whatever is not among the values that close.
  [FUNCTION_URL, { AuthType: 'AWS_IAM' }, []],
  [FUNCTION_URL, { AuthType: 'NONE' }, [['AuthType', 'NONE']]],
  [FUNCTION_URL, { AuthType: 'aws_iam' }, [['AuthType', 'aws_iam']]],
  [FUNCTION_URL, { AuthType: UNKNOWN }, [['AuthType', UNKNOWN]]],
  [FUNCTION_URL, { AuthType: { 'Fn::Unheard': 'of' } }, [['AuthType', { 'Fn::Unheard': 'of' }]]],
  ['AWS::S3::Bucket', { AccessControl: 'BucketOwnerRead' }, []],
  ['AWS::S3::Bucket', { AccessControl: 'PublicRead' }, [['AccessControl', 'PublicRead']]],
  // Where it is open as long as nothing else is said, and where it is not.
  [FUNCTION_URL, {}, [['AuthType', undefined]]],
  [FUNCTION_URL, { AuthType: { Ref: 'AWS::NoValue' } }, [['AuthType', undefined]]],
  ['AWS::ApiGatewayV2::Route', {}, [['AuthorizationType', undefined]]],
  ['AWS::S3::Bucket', {}, []],
  ['AWS::Cognito::IdentityPool', {}, []],
  // Only values that open; others in the same list do not.
  [GROUP, { SecurityGroupIngress: [{ CidrIp: '10.0.0.0/8' }] }, []],
  [
    GROUP,
    { SecurityGroupIngress: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '0.0.0.0/0' }, { CidrIpv6: '::/0' }] },
    [
      ['SecurityGroupIngress[1].CidrIp', '0.0.0.0/0'],
      ['SecurityGroupIngress[2].CidrIpv6', '::/0'],
    ],
  ],
  [GROUP, { SecurityGroupIngress: { CidrIp: UNKNOWN } }, [['SecurityGroupIngress.CidrIp', UNKNOWN]]],
  // Booleans, also as texts.
  ['AWS::Cognito::IdentityPool', { AllowUnauthenticatedIdentities: false }, []],
  [
    'AWS::Cognito::IdentityPool',
    { AllowUnauthenticatedIdentities: true },
    [['AllowUnauthenticatedIdentities', true]],
  ],
  [
    'AWS::Cognito::IdentityPool',
    { AllowUnauthenticatedIdentities: 'true' },
    [['AllowUnauthenticatedIdentities', 'true']],
  ],
  // Nothing that is given opens, known or not.
  ['AWS::EFS::FileSystem', {}, [['FileSystemPolicy', undefined]]],
  ['AWS::EFS::FileSystem', { FileSystemPolicy: { Version: '2012-10-17', Statement: [] } }, []],
  ['AWS::EFS::FileSystem', { FileSystemPolicy: UNKNOWN }, []],
])('%s with %j is open at %j', (type, properties, open) => {
  const found = openingsOf(resourceOf(type, properties));

  expect(found.map(({ place, value }) => [place, value])).toStrictEqual(open);
});

it('says whom it lets in, whether a value opens or that there is none', () => {
  const opens = 'anybody can call the function';

  expect(openingsOf(resourceOf(FUNCTION_URL, {}))).toStrictEqual([
    { place: 'AuthType', value: undefined, opens },
  ]);
  expect(openingsOf(resourceOf(FUNCTION_URL, { AuthType: 'NONE' }))).toStrictEqual([
    { place: 'AuthType', value: 'NONE', opens },
  ]);
});
