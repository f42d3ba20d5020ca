import { heldStatements } from '../../../../packages/isolation-proof/src/model/held-policies';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf } from '../fixtures/organizations';
import { ACCOUNT, resourceOf } from '../fixtures/stack-of';

const LETS_IN: JsonObject = { Effect: 'Allow', Principal: '*', Action: '*' };
const POLICY = policyOf({ ...LETS_IN, Resource: '*' });

/** Of what a resource holds the policy of, with what its statements are about. */
function held(type: string, properties: JsonObject): [arn: string, about: unknown][] {
  return heldStatements(resourceOf(type, properties)).map(({ arn, statements }) => [
    arn,
    statements.map(({ resources }) => resources.texts),
  ]);
}

const queue = (Queues: readonly Json[]): JsonObject => ({ Queues, PolicyDocument: POLICY });

describe('a policy is that of', () => {
  test.each<[string, string, JsonObject, string]>([
    [
      'the resource that it stands in',
      'AWS::ECR::Repository',
      { RepositoryName: 'own', RepositoryPolicyText: POLICY },
      `arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/own`,
    ],
    [
      'a resource that it names',
      'AWS::SQS::QueuePolicy',
      queue([`https://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/q`]),
      `arn:aws:sqs:eu-central-1:${ACCOUNT}:q`,
    ],
    [
      'everything of its service in the account',
      'AWS::ECR::RegistryPolicy',
      { PolicyText: POLICY },
      `arn:aws:ecr:eu-central-1:${ACCOUNT}:*`,
    ],
  ])('%s', (_whose, type, properties, arn) => {
    expect(held(type, properties)).toEqual([[arn, [['*']]]]);
  });
});

test('a statement without Resource is about the resource that holds it', () => {
  const document = policyOf(LETS_IN);
  const arn = `arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/own`;
  expect(held('AWS::ECR::Repository', { RepositoryName: 'own', RepositoryPolicyText: document })).toEqual([
    [arn, [[arn]]],
  ]);
});

test('the policy of an endpoint lets nobody in: it limits what goes through', () => {
  expect(held('AWS::EC2::VPCEndpoint', { ServiceName: 's3', VpcId: 'vpc', PolicyDocument: POLICY })).toEqual(
    [],
  );
});

describe('it is not understood', () => {
  test.each<[string, string, JsonObject, string]>([
    [
      'whose ARN is not known yet',
      'AWS::ECR::Repository',
      { RepositoryName: { Ref: 'Parameter' }, RepositoryPolicyText: POLICY },
      'its ARN is unknown before deployment',
    ],
    [
      'of a queue that is not known yet',
      'AWS::SQS::QueuePolicy',
      queue([{ Ref: 'Parameter' }]),
      'what Queues[0] names is unknown before deployment',
    ],
    [
      'of what is no queue',
      'AWS::SQS::QueuePolicy',
      queue(['https://example.com/queue']),
      'what Queues[0] names is not supported: https://example.com/queue',
    ],
  ])('%s', (_what, type, properties, reason) => {
    expect(() => held(type, properties)).toThrow(reason);
  });
});
