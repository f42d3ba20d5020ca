import { Memo } from '../../../../packages/isolation-proof/src/patterns/memo';
import { prove } from '../../../../packages/isolation-proof/src/judge/prove';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';

/** Statements that differ in one text each, as mutants do; those of acme-eu are not acme's. */
const STATEMENTS: readonly JsonObject[] = [
  { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-data/*' },
  { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-eu-data/*' },
  { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme*' },
  { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::acme*' },
  { Effect: 'Allow', NotAction: 's3:Get*', Resource: 'arn:aws:s3:::acme*' },
  { Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::acme-data/*' },
  { Effect: 'Deny', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::acme-data/*' },
];

/** Everything that the proof finds about acme with this statement, with its examples. */
function findings(statement: JsonObject): string {
  const { verdict, claims } = prove(
    twoOrganizations({
      User: ['AWS::IAM::User', { UserName: 'ann', Tags: tagsOf('acme') }],
      Policy: [
        'AWS::IAM::Policy',
        { PolicyName: 'p', PolicyDocument: policyOf(statement), Users: [{ Ref: 'User' }] },
      ],
    }),
    SPECIFICATION,
  );
  return JSON.stringify({
    verdict,
    claims: claims.map(({ id, violations, coverage }) => ({ id, violations, coverage })),
  });
}

const computedAnew = STATEMENTS.map((statement) => {
  const spy = jest
    .spyOn(Memo.prototype, 'of')
    .mockImplementation((_text: string, make: () => unknown) => make());
  const found = findings(statement);
  spy.mockRestore();
  return found;
});

test('the statements are told apart', () => {
  expect(computedAnew.map((found) => found.includes('"verdict":"violated"'))).toEqual([
    false,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(new Set(computedAnew).size).toBeGreaterThanOrEqual(STATEMENTS.length - 1);
});

test('what is remembered of other apps changes no finding, whichever was judged first', () => {
  expect(STATEMENTS.map(findings)).toEqual(computedAnew);
  expect(STATEMENTS.toReversed().map(findings).toReversed()).toEqual(computedAnew);
});
