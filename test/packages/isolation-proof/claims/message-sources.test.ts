import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, judged } from './judged';

const RULE = `arn:aws:iot:eu-central-1:${ACCOUNT}:rule/rule`;
const topics = (pattern: string): string => `arn:aws:iot:eu-central-1:${ACCOUNT}:topic/${pattern}`;

/** What is said against a rule with this query, of acme or of the platform; tenants have the topics of and below their names. */
function saidOf(
  Sql: Json,
  { owner = 'acme', declared = [], further = {}, RuleName = 'rule' }: Options = {},
): string[] {
  const payload = { Sql, Actions: [], ...further };
  const rule = (Tags: JsonObject[]) => ({
    Rule: ['AWS::IoT::TopicRule', { RuleName, TopicRulePayload: payload, Tags }] as const,
  });
  const stacks =
    owner === 'acme'
      ? twoOrganizations(rule(tagsOf('acme')))
      : [...twoOrganizations(), stackOf(rule([]), 'platform')];
  const tenancy = () => ({
    ownResources: (tenant: string) => [
      topics(tenant),
      topics(`${tenant}/*`),
      topics(`$aws/things/${tenant}_*/shadow/*`),
    ],
    destinations: [{ resources: declared, because: 'they tell nothing of anybody' }],
  });
  return advised(judged(flows, stacks, tenancy, TAGS));
}

interface Options {
  readonly owner?: 'acme' | 'platform';
  readonly declared?: readonly string[];
  readonly further?: JsonObject;
  readonly RuleName?: Json;
}

test.each([
  "SELECT * FROM 'acme/readings'",
  "SELECT * FROM 'acme/#' WHERE temperature > 50",
  'select temperature from "acme/+/readings"',
  'SELECT * FROM acme/readings',
  "SELECT (SELECT VALUE n FROM values) AS from_values FROM 'acme/x'",
  "SELECT * FROM '$aws/things/acme_hub/shadow/update'",
  // Only what is sent to the rule itself.
  'SELECT *',
])('a rule takes messages of its own topics: %s', (query) => {
  expect(saidOf(query)).toEqual([]);
});

test.each<[Json, string]>([
  ["SELECT * FROM 'acme-eu/readings'", 'messages of acme-eu/readings'],
  ["SELECT * FROM 'acme-eu/#'", 'messages of acme-eu/#'],
  ["SELECT * FROM 'acme#'", 'messages of acme#'],
  ["SELECT * FROM '+/readings'", 'messages of +/readings'],
  ["SELECT * FROM '#'", 'messages of #'],
  ["SELECT acme FROM '$aws/things/+/shadow/update'", 'messages of $aws/things/+/shadow/update'],
  ["SELECT (SELECT VALUE n FROM 'acme/x') FROM '#'", 'messages of #'],
  [{ Ref: 'Query' }, 'messages of topics that are unknown before deployment'],
])('and of no others: %j', (query, what) => {
  expect(saidOf(query)).toEqual([
    `acme/Rule of acme: takes ${what} (TopicRulePayload.Sql) [acme/Rule] Name topics of its own in FROM, up to the slash after its name, or declare them, with their reason, among the destinations of the specification.`,
  ]);
});

test('unless they are declared, or the rule is', () => {
  const query = "SELECT * FROM '$aws/events/presence/connected/+'";
  expect(saidOf(query)).toHaveLength(1);
  expect(saidOf(query, { declared: [topics('$aws/events/*')] })).toEqual([]);
  expect(saidOf(query, { declared: [RULE] })).toEqual([]);
});

test('a rule whose name is not known yet is none that is declared', () => {
  const options = { RuleName: { Ref: 'Parameter' }, declared: [RULE] };
  expect(saidOf("SELECT * FROM '#'", options)).toHaveLength(1);
  expect(saidOf("SELECT * FROM 'acme/x'", options)).toEqual([]);
});

test('a rule of the platform takes messages of all', () => {
  expect(saidOf("SELECT * FROM '#'", { owner: 'platform' })).toEqual([]);
});

describe.each(['acme', 'platform'] as const)(
  'what a function reaches in a rule of %s is not judged',
  (owner) => {
    const call = `arn:aws:iam::${ACCOUNT}:role/acme-eu-role`;

    test.each([
      `SELECT get_dynamodb("table", "key", id, "sort", 1, "${call}") FROM 'acme/x'`,
      `SELECT * FROM 'acme/x' WHERE get_secret ("id", "SecretString", "${call}") = 'x'`,
      `SELECT AWS_LAMBDA("arn:aws:lambda:eu-central-1:${ACCOUNT}:function:any", *) FROM 'acme/x'`,
      `SELECT get_thing_shadow(topic(2), "${call}") FROM 'acme/x'`,
    ])('%s', (query) => {
      expect(() => saidOf(query, { owner })).toThrow(/of IoT reaches is not judged/);
      expect(saidOf(query, { owner, declared: [RULE] })).toEqual([]);
    });

    test('wherever lines of the query end, and wherever it is joined', () => {
      const query = `SELECT\nget_secret\n("id", "SecretString", "${call}")\nFROM 'acme/x'`;
      expect(() => saidOf(query, { owner })).toThrow(/get_secret of IoT/);
      const joined = { 'Fn::Join': [' ', ['SELECT', `get_secret("id", "SecretString", "${call}")`]] };
      expect(() => saidOf(joined, { owner })).toThrow(/get_secret of IoT/);
    });

    test('nor in an action', () => {
      const Kafka = { Key: `\${get_secret("id", "SecretString", "${call}")}` };
      const further = { ErrorAction: { Kafka } };
      expect(() => saidOf("SELECT * FROM 'acme/x'", { owner, further })).toThrow(/get_secret of IoT/);
    });

    test('but words are no calls', () => {
      expect(saidOf("SELECT get_secret, no_aws_lambda(x), timestamp() FROM 'acme/x'", { owner })).toEqual([]);
    });
  },
);

test('a query of which it is not clear what it takes is undecided, unless the rule is declared', () => {
  const query = "SELECT * FROM 'acme/x' FROM '#'";
  expect(() => saidOf(query)).toThrow(
    /several topics: ".*"; make a rule for each; if all may see the messages that it takes/,
  );
  expect(saidOf(query, { declared: [RULE] })).toEqual([]);
});
