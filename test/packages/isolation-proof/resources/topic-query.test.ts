import { callIn, topicFilterOf } from '../../../../packages/isolation-proof/src/resources/topic-query';

test.each([
  ["SELECT * FROM 'a/b'", 'a/b'],
  ['select * from "a/+/b" where x = 1', 'a/+/b'],
  ['SELECT * FROM a/#', 'a/#'],
  ["SELECT *\nFROM\n\t'a'\n", 'a'],
  // Nothing has to stand between a word and a quote.
  ["SELECT *FROM'#'WHERE x = 1", '#'],
  ['SELECT *FROM"#"', '#'],
  // Words that only begin or end alike are others.
  ["SELECT valid_from, from_where, afrom FROM 'a'", 'a'],
  ["SELECT (SELECT VALUE n FROM (SELECT m FROM 'x')) AS y FROM 'a'", 'a'],
  // What texts say is no part of the query.
  ["SELECT ' FROM x', \"it's from\", '(' FROM '#' WHERE ')' = x", '#'],
  ["SELECT 'FROM' AS x FROM 'from/x'", 'from/x'],
  ["SELECT * FROM '#' WHERE x = ' FROM acme/x'", '#'],
  ["SELECT 'it''s' FROM 'a'", 'a'],
  ["SELECT * FROM ''", ''],
  ["SELECT(a)FROM 'b'", 'b'],
  [`SELECT ${"'x', ".repeat(20)} y FROM 'a'`, 'a'],
])('%s takes messages of the topics %s', (query, filter) => {
  expect(topicFilterOf(query)).toBe(filter);
});

test.each(['SELECT *', "SELECT ' FROM x'", '\n SELECT (SELECT VALUE n FROM values)'])(
  '%j takes only what is sent to the rule itself',
  (query) => {
    expect(topicFilterOf(query)).toBeUndefined();
  },
);

test.each([
  ["SELECT * FROM 'a' FROM 'b'", 'several topics'],
  ['SELECT * FROM a FROM b', 'several topics'],
  ['SELECT * FROM', 'names no topics after FROM'],
  ["SELECT * FROM (SELECT * FROM '#')", 'names no topics after FROM'],
  ["(SELECT * FROM '#')", 'does not select'],
  ['SELECTED', 'does not select'],
  ["not SELECT * FROM 'acme/x'", 'does not select'],
  ['', 'does not select'],
  ["SELECT ' FROM '#'", 'where a text'],
  ['SELECT \'a" FROM "#"', 'where a text'],
  ["SELECT '\\' FROM '#' WHERE ' = x", 'where a text'],
  ['SELECT "\\" FROM \'acme/x\' WHERE \'" = x', 'where a text'],
])('of %s it is not clear what it takes', (query, reason) => {
  expect(() => topicFilterOf(query)).toThrow(reason);
});

test('a pattern with a backslash is understood', () => {
  expect(topicFilterOf("SELECT * FROM 'a' WHERE regexp_matches(x, '\\d+')")).toBe('a');
});

test.each([
  ['SELECT aws_lambda("arn", *)', 'aws_lambda'],
  ['SELECT decode(encode(*, "base64"), \'proto\', "bucket", "key", "file", "Type")', 'decode'],
  ['SELECT decode(*, "proto", "bucket", "key", "file", "Type")', 'decode'],
  ['SELECT get_dynamodb("table", "id", x, "role")', 'get_dynamodb'],
  ["SELECT get_registry_data('DescribeThing', 'x', 'role')", 'get_registry_data'],
  ["SELECT 1+GET_SECRET\n\t('id', 'SecretString', 'role')", 'GET_SECRET'],
  ["SELECT get_thing_shadow('x', 'role')", 'get_thing_shadow'],
  ["SELECT machinelearning_predict('model', 'role', x)", 'machinelearning_predict'],
])('%s reaches something else', (text, call) => {
  expect(callIn(text)).toBe(call);
});

test.each([
  'SELECT decode(x, "base64")',
  'SELECT get_secret, get_secrets(x), no_aws_lambda(x)',
  "SELECT proto, decoded('proto')",
])('%s does not', (text) => {
  expect(callIn(text)).toBeUndefined();
});
