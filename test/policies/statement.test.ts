import { allowedWildcards, policyDocument, type Statement } from '../../policies/statement';

const PLAIN: Statement = {
  Sid: 'Plain',
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::b/acme/k',
};
const REASON = 'Because.';

describe('policyDocument', () => {
  test('keeps statements as they are and leaves their reasons out', () => {
    const wild = { ...PLAIN, Resource: 'arn:aws:s3:::b/acme/*' };
    expect(policyDocument([PLAIN, { ...wild, wildcardReason: REASON }])).toEqual({
      Version: '2012-10-17',
      Statement: [PLAIN, wild],
    });
  });

  test.each<[string, Partial<Statement>]>([
    ['an action', { Action: ['s3:GetObject', 's3:Get*'] }],
    ['a resource', { Resource: 'arn:aws:s3:::b/acme/*' }],
    ['an excepted action', { NotAction: 's3:*' }],
    ['an excepted resource', { NotResource: ['arn:aws:s3:::b/acme/*'] }],
    ['everybody', { Principal: '*' }],
    ['everybody, by type', { Principal: { AWS: '*' } }],
    ['everybody, in a list', { Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] } }],
  ])('refuses a wildcard in %s without a reason, and takes it with one', (_place, part) => {
    expect(() => policyDocument([{ ...PLAIN, ...part }])).toThrow('statement Plain has a wildcard');
    expect(policyDocument([{ ...PLAIN, ...part, wildcardReason: REASON }]).Statement).toHaveLength(1);
  });

  test('refuses a reason that no wildcard needs', () => {
    expect(() => policyDocument([{ ...PLAIN, wildcardReason: REASON }])).toThrow('remove its wildcardReason');
  });
});

describe('allowedWildcards', () => {
  test('lists what Allow statements leave open, and nothing of Deny statements', () => {
    const statements: Statement[] = [
      PLAIN,
      { ...PLAIN, Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/acme/*'], wildcardReason: REASON },
      { ...PLAIN, Effect: 'Deny', Resource: '*', wildcardReason: REASON },
    ];
    expect(allowedWildcards(statements, 'Resource')).toEqual([
      { text: 'arn:aws:s3:::b/acme/*', reason: REASON },
    ]);
  });

  test('lists a resource of several statements once, with each of their reasons once', () => {
    const open = { ...PLAIN, Resource: '*' };
    expect(
      allowedWildcards(
        [
          { ...open, wildcardReason: REASON },
          { ...open, wildcardReason: 'And so.' },
          { ...open, wildcardReason: REASON },
        ],
        'Resource',
      ),
    ).toEqual([{ text: '*', reason: 'Because. And so.' }]);
  });

  test('lists actions by themselves', () => {
    const statements: Statement[] = [
      { ...PLAIN, Action: ['s3:GetObject', 's3:GetBucket*'], wildcardReason: REASON },
    ];
    expect(allowedWildcards(statements, 'Action')).toEqual([{ text: 's3:GetBucket*', reason: REASON }]);
    expect(allowedWildcards(statements, 'Resource')).toEqual([]);
  });
});
