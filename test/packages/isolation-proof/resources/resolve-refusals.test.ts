import { knownText, resolveText } from '../../../../packages/isolation-proof/src/resources/resolve';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';

const STACK = stackOf({
  Queue: ['AWS::SQS::Queue', { QueueName: 'q' }],
  Circle: ['AWS::SQS::Queue', { QueueName: { Ref: 'Circle' } }],
});
const SPLIT = { 'Fn::Split': [':', 'a:b'] };

/** What is refused, and how it is said. */
test.each<[Json | undefined, string]>([
  [undefined, 'a text was expected, not nothing'],
  [null, 'a text was expected, not null'],
  [['x'], 'a text was expected, not ["x"]'],
  [{}, 'a text or one intrinsic function was expected, not {}'],
  [
    { Ref: 'Queue', Other: 'x' },
    'a text or one intrinsic function was expected, not {"Ref":"Queue","Other":"x"}',
  ],
  [
    { 'Fn::FindInMap': ['a', 'b'] },
    'what Fn::FindInMap finds at ["a","b"] is unknown; look the value up in the app',
  ],
  [
    { 'Fn::Base64': 'x' },
    'the intrinsic function Fn::Base64 is not supported; write the value out, or make it with Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select, Fn::Split or Fn::If',
  ],
  [{ Ref: ['Queue'] }, 'Ref needs a name, not ["Queue"]'],
  [{ Ref: 'Circle' }, 'references lead in a circle; let one of the names be a text'],
  [{ 'Fn::GetAtt': 'None.Arn' }, 'Fn::GetAtt names no resource of the template: "None.Arn"'],
  [{ 'Fn::GetAtt': [] }, 'Fn::GetAtt names no resource of the template: []'],
  [{ 'Fn::GetAtt': [{ Ref: 'x' }] }, 'Fn::GetAtt names no resource of the template: [{"Ref":"x"}]'],
  [{ 'Fn::Join': [','] }, 'Fn::Join needs a separator and a list, not [","]'],
  [{ 'Fn::Join': [',', [], 'x'] }, 'Fn::Join needs a separator and a list, not [",",[],"x"]'],
  [{ 'Fn::Join': [1, []] }, 'Fn::Join needs a separator and a list, not [1,[]]'],
  [{ 'Fn::Join': [',', 'x'] }, 'a list was expected, not "x"; write it out, or as Fn::Split of a text'],
  [
    { 'Fn::Join': [',', { 'Fn::Split': [':', 'x'], Other: 'y' }] },
    'a list was expected, not {"Fn::Split":[":","x"],"Other":"y"}; write it out, or as Fn::Split of a text',
  ],
  [
    { 'Fn::Join': [',', { 'Fn::Sub': 'x' }] },
    'a list was expected, not {"Fn::Sub":"x"}; write it out, or as Fn::Split of a text',
  ],
  [{ 'Fn::Select': [0] }, 'Fn::Select needs an index and a list, not [0]'],
  [{ 'Fn::Select': [] }, 'Fn::Select needs an index and a list, not []'],
  [{ 'Fn::Select': [0, [], 'x'] }, 'Fn::Select needs an index and a list, not [0,[],"x"]'],
  [{ 'Fn::Select': [2, SPLIT] }, 'Fn::Select cannot take item 2 of 2'],
  [{ 'Fn::Select': ['x', SPLIT] }, 'Fn::Select cannot take item "x" of 2'],
  [{ 'Fn::Select': [0, { 'Fn::Split': [':'] }] }, 'Fn::Split needs a separator and a text, not [":"]'],
  [
    { 'Fn::Select': [0, { 'Fn::Split': [':', 'a', 'b'] }] },
    'Fn::Split needs a separator and a text, not [":","a","b"]',
  ],
  [{ 'Fn::Select': [0, { 'Fn::Split': [1, 'a'] }] }, 'Fn::Split needs a separator and a text, not [1,"a"]'],
  [{ 'Fn::Sub': { Ref: 'x' } }, 'Fn::Sub needs a text, not {"Ref":"x"}'],
  [{ 'Fn::Sub': [{ Ref: 'x' }, {}] }, 'Fn::Sub needs a text, not [{"Ref":"x"},{}]'],
  [{ 'Fn::Sub': ['x', 'y'] }, 'Fn::Sub needs a text, not ["x","y"]'],
  [
    { 'Fn::If': ['C', 'a', 'b'] },
    'the branches of Fn::If differ, and which one is deployed is unknown: ["C","a","b"]; decide it in the app',
  ],
])('%j is refused', (value, message) => {
  expect(() => resolveText(value, STACK)).toThrow(new NotUnderstoodError(message));
});

test.each<[Json, string | undefined]>([
  [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, `arn:aws:sqs:eu-central-1:${ACCOUNT}:q`],
  [{ 'Fn::GetAtt': 'Queue.Arn' }, `arn:aws:sqs:eu-central-1:${ACCOUNT}:q`],
  [{ 'Fn::Select': [1, SPLIT] }, 'b'],
  [{ 'Fn::Select': ['0', ['a', { Ref: 'Parameter' }]] }, 'a'],
  [{ 'Fn::Select': [1, ['a', { Ref: 'Parameter' }]] }, undefined],
  [{ 'Fn::Select': [{ Ref: 'Parameter' }, ['a']] }, undefined],
  // A policy variable is one word.
  [{ 'Fn::Select': [0, { 'Fn::Split': [':', '${aws:username}'] }] }, undefined],
  [{ 'Fn::Select': [0, { 'Fn::Split': ['-', 'a-b'] }] }, undefined],
  [{ 'Fn::Select': [0, { 'Fn::Split': [':', { Ref: 'Parameter' }] }] }, undefined],
  ...['Ref', 'Fn::GetAtt', 'Fn::GetAZs', 'Fn::Cidr', 'Fn::ImportValue', 'Fn::GetStackOutput'].map(
    (name): [Json, undefined] => [{ 'Fn::Select': [0, { [name]: 'x' }] }, undefined],
  ),
  [{ 'Fn::ImportValue': 'x' }, undefined],
  [{ 'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y' } }, undefined],
  [{ 'Fn::Join': ['-', ['a', 1, true]] }, 'a-1-true'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Parameter' }]] }, undefined],
  [{ 'Fn::Sub': 'a${AWS::Region}b${!x}c${Queue.QueueName}' }, 'aeu-central-1b${x}cq'],
  [{ 'Fn::Sub': ['${own}-${AWS::Partition}', { own: { 'Fn::Sub': 'x' } }] }, 'x-aws'],
  [{ 'Fn::If': ['C', { Ref: 'AWS::Region' }, { Ref: 'AWS::Region' }] }, 'eu-central-1'],
  [7, '7'],
  [false, 'false'],
])('%j is %s', (value, expected) => {
  expect(resolveText(value, STACK)).toBe(expected);
});

/** Each function counts as a step, so that a circle through any of them ends. */
test.each<[string, Json]>([
  ['Fn::Join', { 'Fn::Join': ['', [{ Ref: 'Next' }]] }],
  ['Fn::Select', { 'Fn::Select': [0, [{ Ref: 'Next' }]] }],
  ['Fn::Split', { 'Fn::Select': [0, { 'Fn::Split': [':', { Ref: 'Next' }] }] }],
  ['Fn::Sub', { 'Fn::Sub': '${Next}' }],
  ['Fn::Sub of an attribute', { 'Fn::Sub': '${Next.QueueName}' }],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${x}', { x: { Ref: 'Next' } }] }],
  ['Fn::If', { 'Fn::If': ['C', { Ref: 'Next' }, { Ref: 'Next' }] }],
])('a circle through %s ends', (_what, QueueName) => {
  const stack = stackOf({ Next: ['AWS::SQS::Queue', { QueueName }] });
  expect(() => resolveText({ 'Fn::GetAtt': 'Next.QueueName' }, stack)).toThrow(
    'references lead in a circle; let one of the names be a text',
  );
});

describe('names that lead from one to the next', () => {
  const resolve = (length: number): string | undefined => {
    const queues = Array.from({ length }, (_value, index) => {
      const QueueName = index + 1 < length ? { 'Fn::GetAtt': `Q${index + 1}.QueueName` } : 'end';
      return [`Q${index}`, ['AWS::SQS::Queue', { QueueName }]] as const;
    });
    return resolveText({ 'Fn::GetAtt': 'Q0.QueueName' }, stackOf(Object.fromEntries(queues)));
  };

  test('are followed as far as any app does', () => {
    expect(resolve(20)).toBe('end');
  });

  test('are taken for a circle, if they do not end', () => {
    expect(() => resolve(21)).toThrow('references lead in a circle; let one of the names be a text');
  });
});

describe('a text that need not be known', () => {
  it.each<[Json | undefined, string | undefined]>([
    ['text', 'text'],
    [{ Ref: 'Queue' }, `https://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/q`],
    [{ Ref: 'Parameter' }, undefined],
    [{ 'Fn::Base64': 'x' }, undefined],
    [undefined, undefined],
  ])('%j is %j', (value, text) => {
    expect(knownText(value, STACK)).toBe(text);
  });

  it('is no excuse for an error of the program', () => {
    const broken = { ...STACK, resources: undefined as unknown as typeof STACK.resources };

    expect(() => knownText({ Ref: 'Queue' }, broken)).toThrow(TypeError);
  });
});
