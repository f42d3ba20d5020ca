import { Naming } from '../../../config/naming';
import { between } from '../../../constructs/audit/queries/period';
import { type Asked, needsKey, questionSql } from '../../../lib/audit/question';
import { ACME, ACME_EU, environment, organization } from '../../fixtures/environment';

const ENVIRONMENT = environment({
  organizations: [organization('acme', { athenaUsers: ['bob'] }), ACME_EU],
});
const NAMING = new Naming(ENVIRONMENT);
const PERIOD = between(new Date('2026-11-20T09:00:00Z'), new Date('2026-11-21T09:00:00Z'));
const CONTEXT = { naming: NAMING, environment: ENVIRONMENT, period: PERIOD };
const KEY = NAMING.keyArnPattern().replace('*', '0a0a0a0a-0000-4000-8000-000000000001');
const { slug } = ACME;

describe('what is asked', () => {
  test("of an organization: its own part, by its key and its users, of the period's records", () => {
    const sql = questionSql({ organization: slug }, CONTEXT, KEY);
    expect(needsKey({ organization: slug })).toBe(true);
    expect(sql).toContain(`'${KEY}'`);
    expect(sql).toContain(`'${NAMING.userArn('bob')}'`);
    expect(sql).toContain(
      "day BETWEEN '2026/11/20' AND '2026/11/22' AND eventtime >= '2026-11-20T09:00:00Z' AND eventtime < '2026-11-21T09:00:00Z'",
    );
    expect(sql).not.toContain('acme-eu');
  });

  test('of an object, by its address or its ARN', () => {
    const ofAddress = questionSql({ query: 'who-read-object', object: "s3://bucket/acme/it's.csv" }, CONTEXT);
    expect(ofAddress).toContain("contains(things, 'arn:aws:s3:::bucket/acme/it''s.csv')");
    const ofArn = { query: 'who-read-object', object: "arn:aws:s3:::bucket/acme/it's.csv" };
    expect(questionSql(ofArn, CONTEXT)).toBe(ofAddress);
  });

  test("of a hub, and of the organization's key", () => {
    const certificate = 'ab'.repeat(32);
    const hub = { query: 'what-hub-did', organization: slug, hub: 'berlin-1', certificate };
    expect(needsKey(hub)).toBe(false);
    expect(questionSql(hub, CONTEXT)).toContain(`ARRAY['acme--berlin-1', nullif('${certificate}', '')]`);
    expect(needsKey({ query: 'key-uses', organization: slug })).toBe(true);
    expect(questionSql({ query: 'key-uses', organization: slug }, CONTEXT, KEY)).toContain(
      `contains(things, '${KEY}')`,
    );
    expect(needsKey({ query: 'key-uses', key: KEY })).toBe(false);
  });
});

test.each<[Asked, string[]]>([
  [{}, ['--organization: is missing, or --query']],
  [{ query: 'who' }, ['--query', 'write one of organization, who-read-object']],
  [{ query: 'organization' }, ['--organization: is missing']],
  [{ query: 'who-read-object' }, ['--object: is missing']],
  [{ query: 'who-read-object', object: 'bucket/key' }, ['--object', 'write s3://bucket/key']],
  [{ query: 'who-read-object', object: 's3://bucket/' }, ['write s3://bucket/key']],
  [{ query: 'what-hub-did', hub: 'berlin' }, ['or the --organization that it is of']],
  [
    { query: 'what-hub-did', organization: slug, hub: 'Berlin', certificate: 'x' },
    ['--hub', '--certificate'],
  ],
  [{ query: 'key-uses', key: 'alias/x' }, ['--key', 'write the ARN of a key']],
  [{ query: 'sign-ins', key: KEY, hub: 'x' }, ['does not apply to sign-ins; leave it out', '--hub']],
])('%j is refused', (asked, parts) => {
  for (const part of parts) expect(() => needsKey(asked)).toThrow(part);
});
