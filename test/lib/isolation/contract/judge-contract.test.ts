import { contractOfTables } from '../../../../packages/isolation-proof/src/contract/contract-of-tables';
import { CONTRACT, CONTRACT_PARTS } from '../../../../lib/isolation/contract/contract';
import { TABLES_OF_OPERATIONS } from '../../../../lib/isolation/contract/table';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ACME, SHARED, all, inStatement, judged, without, type Edit, WITH_TRUSTED_ROLES } from './platform';

const withoutCondition = ({ Condition: _condition, ...statement }: JsonObject): JsonObject => statement;

const ROWS = [...CONTRACT.rows.allowed, ...CONTRACT.rows.denied].map(({ id }) => id);
/** Rows about analysts who come from roles: an environment has one way to sign in. */
const OF_TRUSTED_ROLES = ROWS.filter((id) => id.startsWith('become-analyst'));
/** Rows about operators, break-glass, the deployment and the audit, which this environment does not have: `empty-question.test.ts` asks them. */
const { rows: ofOperations } = contractOfTables({ ...CONTRACT_PARTS, tables: TABLES_OF_OPERATIONS });
/** Of these, what hubs and nodes are asked of the bucket of results, which is here as well. */
const ASKED_ANYWAY = ['find-buckets-of-delivery-by-hub', 'find-buckets-of-delivery-by-node'];
const OF_OPERATIONS = [...ofOperations.allowed, ...ofOperations.denied]
  .map(({ id }) => id)
  .filter((id) => !ASKED_ANYWAY.includes(id));
const NOT_HERE = ROWS.filter((id) => OF_TRUSTED_ROLES.includes(id) || OF_OPERATIONS.includes(id));

test('the platform keeps the contract, and every row was asked', () => {
  const { failures, rows, requests, nothingToAsk } = judged();
  expect(failures).toEqual([]);
  expect(nothingToAsk).toEqual(NOT_HERE);
  expect(rows).toBe(2 * (ROWS.length - NOT_HERE.length));
  // Every row is at least one request, for every user of the two that each organization has.
  expect(requests).toBeGreaterThan(rows);
});

test('with analysts who come from roles, every row about them was asked', () => {
  const { failures, nothingToAsk } = judged(undefined, WITH_TRUSTED_ROLES);
  expect(failures).toEqual([]);
  const others = nothingToAsk.filter((id) => !id.startsWith('sign-in'));
  expect(others).toEqual(OF_OPERATIONS.filter((id) => others.includes(id)));
  expect(others).toHaveLength(OF_OPERATIONS.length);
});

describe('what a failure says', () => {
  test('a request, who asked it, and the statements that decided', () => {
    const [failure] = judged(without(SHARED, 'DenyCustomerProvidedKeys')).failures;
    expect(failure).toMatchObject({
      row: 'upload-under-customer-key',
      organization: 'acme',
      expected: 'denied',
      request: {
        principal: 'arn:aws:iam::111122223333:role/ts-test-acme-data-hub',
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/acme/acme--hub-1/example',
        context: { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' },
      },
    });
    expect(failure?.statements.map(({ name }) => name)).toEqual(['UploadRawData', 'UploadRawData']);
    expect(failure?.remedy).toMatch(/^Narrow UploadRawData of /);
  });

  test('what is missing where nothing allows a request', () => {
    const [failure] = judged(without(SHARED, 'UploadRawData')).failures;
    expect(failure).toMatchObject({ because: 'the permissions boundary does not allow it', statements: [] });
    expect(failure?.remedy).toMatch(/^Allow s3:PutObject on .* to .*data-hub: the permissions boundary/);
  });

  test('which Deny is in the way', () => {
    const failure = judged(inStatement(SHARED, 'DenyOldTls', withoutCondition)).failures.find(
      ({ row }) => row === 'upload',
    );
    expect(failure?.remedy).toMatch(/^Take the request out of DenyOldTls of /);
  });

  test('where a variable without a value would decide', () => {
    const failure = judged(without(SHARED, 'DenyObjectsWithoutOrganization')).failures.find(
      ({ row }) => row === 'read-data-by-administrator',
    );
    expect(failure?.because).toContain('no value');
    expect(failure?.statements.map(({ name }) => name)).toEqual(['DenyObjectsOfOtherOrganizations']);
  });
});

describe('what is not known is not judged', () => {
  test.each<[string, JsonObject]>([
    ['a context key', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }],
    [
      'an operator that is left open',
      { DateLessThan: { 'aws:PrincipalTag/orgSlug': '2026-01-01T00:00:00Z' } },
    ],
    ['a set operator', { 'ForAnyValue:StringEquals': { 's3:prefix': 'acme/' } }],
    ['an operator that there is not', { StringSimilar: { 's3:prefix': 'acme/' } }],
  ])('%s', (_what, condition) => {
    const edit = inStatement(SHARED, 'ListOwnFolder', (statement) => ({
      ...statement,
      Condition: condition,
    }));
    expect(() => judged(edit)).toThrow(UndecidedError);
  });

  test('every place is told, not only the first', () => {
    const condition = { StringEquals: { 'aws:SourceVpce': 'vpce-1' } };
    const unknown = (sid: string): Edit =>
      inStatement(ACME, sid, (statement) => ({ ...statement, Condition: condition }));
    expect(() => judged(all(unknown('RunQueries'), unknown('RunSsmAgent')))).toThrow(
      /\(RunQueries\)[^]*\(RunSsmAgent\)|\(RunSsmAgent\)[^]*\(RunQueries\)/,
    );
  });
});
