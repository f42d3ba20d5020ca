import { undecidedReasons } from '../../../../packages/isolation-proof/src/resources/undecided';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { resourceOf } from './resource';

const declare = (name: string): string =>
  `if it grants, carries and sends nothing, add declare: { '${name}': { grants: 'nothing', because: '…' } }`;

describe('what cannot be judged', () => {
  it('a declaration settles a type that is not known, and not nested stacks, which hide others', () => {
    const reasons = (type: string): string[] => undecidedReasons(resourceOf(type, {}), () => true);
    expect(reasons('AWS::X::Y')).toEqual([]);
    expect(reasons('AWS::CloudFormation::Stack')).toHaveLength(1);
  });

  it('is a type that nobody has described', () => {
    expect(undecidedReasons(resourceOf('AWS::X::Y', {}))).toEqual([
      `the type AWS::X::Y is not known; ${declare('AWS::X::Y')}`,
    ]);
  });

  it('is a type that the description refuses', () => {
    expect(undecidedReasons(resourceOf('AWS::CloudFormation::Stack', { TemplateURL: 'u' }))).toEqual([
      'AWS::CloudFormation::Stack is not supported: its template is not among the assets of the assembly; make it a NestedStack of the CDK, or a stack of the app',
    ]);
  });

  it('is a type of which the description says why it cannot be, unless it is declared', () => {
    const replication = resourceOf('AWS::ECR::ReplicationConfiguration', {});

    expect(undecidedReasons(replication)).toEqual([
      `AWS::ECR::ReplicationConfiguration is not supported: it copies repositories to other registries; ${declare('AWS::ECR::ReplicationConfiguration')}`,
    ]);
    expect(undecidedReasons(replication, (name) => name === replication.type)).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['AWS::SQS::Queue', { NewFeature: 'x', Other: 'y' }],
    ['AWS::EFS::FileSystem', { NewFeature: 'x', ReplicationConfiguration: {}, Other: 'y' }],
  ])('is no property of %s that is declared, and any other', (type, properties) => {
    const declared = new Set([`${type}.NewFeature`, `${type}.ReplicationConfiguration`]);

    expect(undecidedReasons(resourceOf(type, properties), (name) => declared.has(name))).toEqual([
      `the property Other of ${type} is not known; ${declare(`${type}.Other`)}`,
    ]);
  });

  it.each<[string, JsonObject, string[]]>([
    ['a property', { QueueName: 'q', NewFeature: 'x' }, ['NewFeature']],
    ['one within a property that holds a text', { QueueName: { Deeper: 'x' } }, ['QueueName.Deeper']],
  ])('is %s that nobody has looked at', (_what, properties, unknown) => {
    expect(undecidedReasons(resourceOf('AWS::SQS::Queue', properties))).toEqual(
      unknown.map(
        (property) =>
          `the property ${property} of AWS::SQS::Queue is not known; ${declare(`AWS::SQS::Queue.${property}`)}`,
      ),
    );
  });

  it('is a nested property that nobody has looked at, named once however often it stands there', () => {
    const rule = resourceOf('AWS::Events::Rule', {
      Targets: [
        { Id: 'a', New: 1 },
        { Id: 'b', New: 2 },
      ],
    });

    expect(undecidedReasons(rule)).toEqual([
      `the property Targets.New of AWS::Events::Rule is not known; ${declare('AWS::Events::Rule.Targets.New')}`,
    ]);
  });

  it('is a property that the description does not support', () => {
    const api = resourceOf('AWS::ApiGateway::RestApi', { Body: { openapi: '3.0.1' } });

    expect(undecidedReasons(api)).toEqual([
      `the property Body of AWS::ApiGateway::RestApi is not supported: OpenAPI definitions are not read; ${declare('AWS::ApiGateway::RestApi.Body')}`,
    ]);
  });
});

describe('what can be judged', () => {
  it.each<[string, JsonObject]>([
    ['AWS::SQS::Queue', { QueueName: { Ref: 'Parameter' }, Tags: [{ Key: 'k', Value: 'v' }] }],
    ['AWS::Events::Rule', { EventPattern: { source: ['any'], detail: { any: [{ prefix: 'x' }] } } }],
    ['AWS::Lambda::Function', { Environment: { Variables: { ANY: 'x' } } }],
    ['AWS::CDK::Metadata', { Analytics: 'x' }],
    ['Custom::Anything', { ServiceToken: 'arn', whatever: { it: ['takes'] } }],
  ])('%s %j', (type, properties) => {
    expect(undecidedReasons(resourceOf(type, properties))).toEqual([]);
  });
});
