import { BY_CONDITION, BY_POLICIES, BY_STATEMENT } from './documented-decisions';
import { decide, policy } from './naive-decision';

describe('which policies count', () => {
  test.each(BY_POLICIES)('%s: %s', (_what, expected, policies, request) => {
    expect(decide(policies, request)).toBe(expected);
  });
});

describe('what a statement is about', () => {
  test.each(BY_STATEMENT)('%s: %s', (_what, expected, statement, request) => {
    expect(decide({ identity: [policy(statement)] }, request)).toBe(expected);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  test('variables are plain text before 2012', () => {
    const { Statement } = policy({ Resource: 'arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}/*' });
    expect(decide({ identity: [{ Statement }] })).toBe('deny');
  });
});

describe('conditions', () => {
  test.each(BY_CONDITION)('%s: %s for %j and %j', (operator, expected, wanted, present) => {
    const identity = [policy({ Condition: { [operator]: { 'example:Key': wanted } } })];
    const context = present === undefined ? {} : { 'example:key': present };
    expect(decide({ identity }, { context })).toBe(expected);
  });

  test('all operators and keys have to hold', () => {
    const identity = [policy({ Condition: { Bool: { a: 'true' }, StringEquals: { b: 'x', c: 'y' } } })];
    expect(decide({ identity }, { context: { a: 'true', b: 'x', c: 'y' } })).toBe('allow');
    expect(decide({ identity }, { context: { a: 'true', b: 'x', c: 'z' } })).toBe('deny');
  });

  test('an operator that does not exist is an error', () => {
    const identity = [policy({ Condition: { StringMatches: { a: 'x' } } })];
    expect(() => decide({ identity }, { context: { a: 'x' } })).toThrow('no such operator');
  });
});
