import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { isCovered } from '../../../../packages/isolation-proof/src/patterns/witness';
import { arnsIn } from '../../../../packages/isolation-proof/src/tenancy/own-arns';
import { resourceOf } from '../fixtures/stack-of';

const PLACE = 'eu-central-1:111122223333';
const STATES = `arn:aws:states:${PLACE}`;
const TABLE = `arn:aws:dynamodb:${PLACE}:table`;

function isIn(type: string, properties: Record<string, string>, arn: string): boolean {
  const patterns = arnsIn(resourceOf(type, properties)).map((pattern) => wildcardPattern(pattern));
  return isCovered(literalPattern(arn), patterns);
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
describe.each([
  ['itself', (name: string) => `${STATES}:stateMachine:${name}`],
  ['a version', (name: string) => `${STATES}:stateMachine:${name}:1`],
  ['a distributed map', (name: string) => `${STATES}:stateMachine:${name}/each`],
  ['an execution', (name: string) => `${STATES}:execution:${name}:id`],
  ['an execution of a distributed map', (name: string) => `${STATES}:execution:${name}/each:id`],
  ['an express execution', (name: string) => `${STATES}:express:${name}:id:id`],
  ['an express execution of a distributed map', (name: string) => `${STATES}:express:${name}/each:id:id`],
  ['a run of a distributed map', (name: string) => `${STATES}:mapRun:${name}/each:id`],
])('of a state machine, %s', (_what, arnOf) => {
  it('is in it', () => {
    expect(isIn('AWS::StepFunctions::StateMachine', { StateMachineName: 'acme' }, arnOf('acme'))).toBe(true);
  });

  it('is not in another one whose name begins alike', () => {
    expect(isIn('AWS::StepFunctions::StateMachine', { StateMachineName: 'acme' }, arnOf('acme-eu'))).toBe(
      false,
    );
  });
});

describe.each([
  ['itself', (name: string) => `${TABLE}/${name}`],
  ['an index', (name: string) => `${TABLE}/${name}/index/by-date`],
  ['a stream', (name: string) => `${TABLE}/${name}/stream/2026-01-01`],
])('of a global table, %s', (_what, arnOf) => {
  it('is in it', () => {
    expect(isIn('AWS::DynamoDB::GlobalTable', { TableName: 'acme' }, arnOf('acme'))).toBe(true);
  });

  it('is not in another one whose name begins alike', () => {
    expect(isIn('AWS::DynamoDB::GlobalTable', { TableName: 'acme' }, arnOf('acme-eu'))).toBe(false);
  });
});
