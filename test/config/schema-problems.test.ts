import { PIPELINES } from '../fixtures/environment';
import { z } from 'zod';
import { ConfigurationError, type Problem } from '../../config/errors';
import { environmentSchema } from '../../config/environment-schema';
import { jsonPath } from '../../config/json-path';
import { checkSchema } from '../../config/schema-problems';
import { parseHubConfig } from '../../packages/data-hub/src/hub-config';
import { parseIdentityProof } from '../../packages/data-hub/src/identity-proof';
import { hubConfig } from '../packages/data-hub/fixtures/hub-folder';

/** How the schema library words its messages: https://github.com/colinhacks/zod/blob/main/packages/zod/src/v4/locales/en.ts */
const STOCK =
  /invalid (?:input|option|string|format|key|union|value|element)|expected (?:string|number|array|object|boolean|record|one of)|received|too (?:small|big)|unrecognized|must (?:be|start|end|include|match)/i;

/** A value of each kind that JSON has, and values at its edges. */
const JSON_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e15,
  '',
  ' ',
  'text',
  'ТЕКСТ',
  'x'.repeat(100_000),
  [],
  [null],
  [[]],
  [1, 'a', {}],
  {},
  { a: 1 },
  { __proto__: null, constructor: 1 },
];

/** JSON with a value at a path. */
function withValue(json: unknown, path: readonly PropertyKey[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const changed = withValue((json as Record<PropertyKey, unknown> | undefined)?.[key], rest, value);
  if (Array.isArray(json)) return json.map((entry: unknown, index) => (index === key ? changed : entry));
  return { ...(json as object), [key]: changed };
}

/** Every place of JSON, its own included. */
function placesOf(json: unknown): PropertyKey[][] {
  if (typeof json !== 'object' || json === null) return [[]];
  const keys: PropertyKey[] = Array.isArray(json) ? [...json.keys()] : Object.keys(json);
  const below = keys.flatMap((key) =>
    placesOf((json as Record<PropertyKey, unknown>)[key]).map((path) => [key, ...path]),
  );
  return [[], ...below];
}

function problemsRaisedBy(action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems;
  }
  return [];
}

/** An environment that says everything, so that no field is missed. */
const ENVIRONMENT = {
  $schema: '../config/environment.schema.json',
  account: '111122223333',
  region: 'eu-central-1',
  namePrefix: 'ts',
  athenaCreateIamUser: false,
  compliancePacks: ['AwsSolutions'],
  accessLogEncryption: 'SSE-S3',
  dataHubTrust: 'service',
  dataHubFolders: 'own',
  retentionDays: { accessLogs: 400, queryResults: 30, noncurrentVersions: 90, pipelineLogs: 90 },
  athenaBytesScannedCutoff: 10_000_000,
  analysts: { oidc: { issuer: 'https://identity.example.com', audience: 'analysts' } },
  dataConnectorRepositories: ['postgres'],
  pipelineRepositories: ['standardize'],
  pipelines: PIPELINES,
  operations: {
    signIn: {
      oidc: { issuer: 'https://identity.example.com', audiences: { auditor: 'platform-auditor' } },
      saml: { provider: 'arn:aws:iam::111122223333:saml-provider/identity' },
      roles: {
        monitor: ['arn:aws:iam::111122223333:role/monitors'],
        auditor: [{ arn: 'arn:aws:iam::444455556666:role/auditors', externalId: 'contract-17' }],
      },
    },
    breakGlass: { sessionMinutes: 60, notify: ['security@example.com'] },
    audit: {
      retentionDays: 2192,
      separateAccount: true,
      account: '444455556666',
      region: 'eu-west-1',
      organizations: true,
    },
    guardrails: {
      deployed: true,
      regions: ['eu-west-1'],
      exempt: ['arn:aws:iam::111122223333:role/administration'],
      accessAnalyzer: true,
    },
  },
  quotas: { 'iot-role-aliases': 500 },
  planned: { dataHubs: 10, connectorSecrets: 5 },
  organizations: [
    { slug: 'acme', displayName: 'Acme', status: 'active', athenaUsers: ['bob'], audit: true },
    { slug: 'acme-eu', displayName: 'Acme Europe', status: 'suspended', athenaUsers: ['eve'], audit: false },
  ],
};
const PROOF = { version: 1, origin: 'https://sts.eu-central-1.amazonaws.com', headers: { host: 'x' } };

const FILES: [string, object, (json: unknown) => readonly Problem[]][] = [
  ['an environment', ENVIRONMENT, (json) => checkSchema(environmentSchema, json, 'f').problems],
  ['hub.json', hubConfig(), (json) => problemsRaisedBy(() => parseHubConfig(JSON.stringify(json), 'f'))],
  ['proof.json', PROOF, (json) => problemsRaisedBy(() => parseIdentityProof(JSON.stringify(json), 'f'))],
];

test('the walk begins at what is right, and knows every field', () => {
  for (const [, right, check] of FILES) expect(check(right)).toEqual([]);
  expect(Object.keys(ENVIRONMENT)).toEqual(Object.keys(environmentSchema.shape));
});

const WALK = FILES.flatMap(([file, right, check]) =>
  placesOf(right).map((path) => [`${jsonPath(path)} of ${file}`, right, path, check] as const),
);

test.each(WALK)(
  '%s of any wrong kind is told in our words, with its place, and never at length',
  (_, right, path, check) => {
    // Nothing may be null.
    expect(check(withValue(right, path, null))).not.toEqual([]);
    const raised = JSON_VALUES.map((value) => check(withValue(right, path, value)));
    // Compared in one go: an `expect` for each of thousands of problems would take longer than all the checks.
    const problems = raised.flat();
    expect(problems.filter(({ fix }) => STOCK.test(fix))).toEqual([]);
    expect(problems.filter(({ fix }) => fix.length >= 300)).toEqual([]);
    expect(problems.filter(({ place }) => !/^f(?: \$|$)/.test(place))).toEqual([]);
    const messages = raised.map((one) => new ConfigurationError(one).message);
    expect(messages.filter(({ length }) => length >= 20_000)).toEqual([]);
  },
);

test('a missing field is told in our words at every place', () => {
  const below = WALK.filter(([, , path]) => path.length > 0);
  const problems = below.flatMap(([, right, path, check]) => check(withValue(right, path, undefined)));
  expect(problems.filter(({ fix }) => STOCK.test(fix))).toEqual([]);
});

// What a schema says of itself comes first; this is what it does not say.
test.each<[z.ZodType, unknown, string]>([
  [z.string(), 1, 'write a text in double quotes'],
  [z.number(), 'x', 'write a number'],
  [z.number().int(), 1.5, 'write a whole number'],
  [z.boolean(), 'x', 'write true or false'],
  [z.array(z.string()), 'x', 'write a list, in [ ]'],
  [z.strictObject({}), 'x', 'write a JSON object, in { }'],
  [z.record(z.string(), z.string()), 'x', 'write a JSON object, in { }'],
  [z.null(), 'x', 'write null'],
  [z.date(), 'x', 'write a value of another kind'],
  [z.enum(['a', 'b']), 'x', 'write "a" or "b"'],
  [z.literal(1), 'x', 'write 1'],
  [z.number().min(5), 1, 'write 5 or more'],
  [z.number().max(5), 9, 'write 5 at most'],
  [z.number().multipleOf(2), 3, 'write a multiple of 2'],
  [z.string().regex(/a/), 'x', 'write another value'],
  [z.union([z.string(), z.number()]), true, 'write another value'],
])('a schema without a message of its own has ours', (schema, value, fix) => {
  expect(checkSchema(z.strictObject({ field: schema }), { field: value }, 'f').problems).toEqual([
    { place: 'f $.field', value, fix },
  ]);
});
