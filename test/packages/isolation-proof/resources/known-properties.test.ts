import { unknownPropertiesOf } from '../../../../packages/isolation-proof/src/resources/known-properties';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';

const unknown = (type: string, properties: Json): string[] => unknownPropertiesOf(type, properties);

test.each<[string, Json]>([
  ['AWS::SQS::Queue', { QueueName: 'q', DelaySeconds: 1 }],
  // An intrinsic function, whatever its arguments.
  ['AWS::SQS::Queue', { QueueName: { 'Fn::Sub': ['${New}', { New: 1 }] } }],
  ['AWS::SQS::Queue', { 'Fn::If': ['C', { New: 1 }, {}] }],
  // Lists, also where one value is written for a list.
  ['AWS::SQS::Queue', { Tags: [{ Key: 'k', Value: 'v' }] }],
  ['AWS::SQS::Queue', { Tags: { Key: 'k', Value: 'v' } }],
  // A map of texts, and one of properties.
  ['AWS::Lambda::Function', { Environment: { Variables: { ANY: 'x', OTHER: 'y' } } }],
  // Any JSON.
  ['AWS::Events::Rule', { EventPattern: { detail: { any: [{ prefix: 'x' }] } } }],
  // No list: any property.
  ['Custom::Anything', { Any: { Thing: 1 } }],
  ['AWS::Never::Described', { Any: 1 }],
])('%s knows all of %j', (type, properties) => {
  expect(unknown(type, properties)).toStrictEqual([]);
});

test.each<[string, Json, string[]]>([
  ['AWS::SQS::Queue', { New: 1, QueueName: 'q', Newer: { A: 1 } }, ['New', 'Newer']],
  ['AWS::SQS::Queue', { queueName: 'q', constructor: 'x' }, ['queueName', 'constructor']],
  // Properties of their own where a text is known, or of a list.
  ['AWS::SQS::Queue', { QueueName: { New: 1 } }, ['QueueName.New']],
  [
    'AWS::ApiGateway::RestApi',
    { EndpointConfiguration: [{ Types: ['x'] }, { New: 1 }, [{ Newer: 1 }]] },
    ['EndpointConfiguration.New', 'EndpointConfiguration.Newer'],
  ],
  ['AWS::Lambda::Function', { Environment: { New: 1 } }, ['Environment.New']],
  [
    'AWS::Lambda::Function',
    { Environment: { Variables: { ANY: { Deeper: 1 } } } },
    ['Environment.Variables.ANY.Deeper'],
  ],
  // Next to properties that have properties, and behind them.
  ['AWS::Lambda::Function', { VpcConfig: { SubnetIds: ['s'], New: 1 }, New: 1 }, ['VpcConfig.New', 'New']],
  [
    'AWS::Lambda::Function',
    { VpcConfig: { VpcConfig: {} }, SubnetIds: ['s'] },
    ['VpcConfig.VpcConfig', 'SubnetIds'],
  ],
])('%s does not know all of %j', (type, properties, places) => {
  expect(unknown(type, properties)).toStrictEqual(places);
});
