import { accessWords } from '../../../../lib/review/access/access-words';
import { textOf } from '../../../../lib/review/access/phrase';
import type { AccessDifference } from '../../../../packages/isolation-proof/src/difference/access-difference';
import { comparison, difference } from './differences';
import { TWO } from './evidence';

const SIDES = { base: TWO, head: TWO };
const BOTH = ['acme', 'acme-eu'];
const PLATFORM_ROLE = 'arn:aws:iam::111122223333:role/deployer';

function headlines(...differences: readonly AccessDifference[]): string[] {
  return accessWords(comparison(differences), SIDES).items.map(({ headline }) => textOf(headline));
}

function by(kind: AccessDifference['principal']['kind'], name: string, path?: string) {
  const principal = { kind, name, presence: 'both', ...(path === undefined ? {} : { path }) } as const;
  return { principal, organizations: [] };
}

const FUTURE_USER = {
  principal: {
    kind: 'user',
    name: 'arn:aws:iam::111122223333:user/any-user',
    owner: 'acme',
    path: 'ts-test-organization-acme/QueriesPermissionsPolicy02A6D761',
    presence: 'both',
  },
} as const;

function role(slug: string, name: string, presence: 'both' | 'head only' | 'base only' = 'both') {
  return {
    principal: {
      kind: 'role',
      name: `arn:aws:iam::111122223333:role/ts-test-${slug}-${name}`,
      owner: slug,
      presence,
    },
  } as const;
}

test.each<[difference: AccessDifference, headline: string]>([
  [
    difference('acme', { organizations: BOTH }),
    'both organizations: the Data Hub gains s3:AbortMultipartUpload on its own raw folder',
  ],
  [difference(), 'acme: the Data Hub gains s3:AbortMultipartUpload on its own raw folder'],
  [
    difference('acme-eu', { change: 'lost' }),
    'acme-eu: the Data Hub loses s3:AbortMultipartUpload on its own raw folder',
  ],
  [
    difference('acme', role('acme', 'hybrid-node')),
    'acme: the hybrid node gains s3:AbortMultipartUpload on its own raw folder',
  ],
  [
    difference('acme', role('acme', 'pipeline', 'head only')),
    'acme: the new pipeline gains s3:AbortMultipartUpload on its own raw folder',
  ],
  [
    difference('acme', { ...role('acme', 'report', 'head only') }),
    'acme: the new role ts-test-acme-report gains s3:AbortMultipartUpload on its own raw folder',
  ],
  [
    difference('acme', by('role', PLATFORM_ROLE, 'deploy/Role')),
    "the platform's role deployer gains s3:AbortMultipartUpload on acme's raw folder",
  ],
  // No template makes it, and a policy names it.
  [
    difference('acme', by('role', PLATFORM_ROLE)),
    "the account's role deployer gains s3:AbortMultipartUpload on acme's raw folder",
  ],
  [
    difference('acme', FUTURE_USER),
    'acme: whoever is given the policy ts-athena-eu-central-1-test-acme-policy gains s3:AbortMultipartUpload on its own raw folder',
  ],
  [
    difference('acme', by('service', 'glue.amazonaws.com')),
    "the service glue.amazonaws.com gains s3:AbortMultipartUpload on acme's raw folder",
  ],
  [
    difference('acme', by('anybody', '*')),
    "anybody, without credentials, gains s3:AbortMultipartUpload on acme's raw folder",
  ],
  [
    difference('acme', by('account', '999999999999')),
    "the other account 999999999999 gains s3:AbortMultipartUpload on acme's raw folder",
  ],
  [
    difference('acme', by('account', 'arn:aws:iam::999999999999:root')),
    "the other account 999999999999 gains s3:AbortMultipartUpload on acme's raw folder",
  ],
  [
    difference('acme', by('account', 'arn:aws:iam::999999999999:role/x')),
    "the other account's principal arn:aws:iam::999999999999:role/x gains s3:AbortMultipartUpload on acme's raw folder",
  ],
  [
    difference('acme', { ...by('service', 'glue.amazonaws.com'), organizations: BOTH }),
    "both organizations: the service glue.amazonaws.com gains s3:AbortMultipartUpload on the organization's raw folder",
  ],
  [
    difference('acme', by('role', 'arn:aws:iam::111122223333:role/any-administrator')),
    "any other principal of the account with permissions for it gains s3:AbortMultipartUpload on acme's raw folder",
  ],
  [
    difference('acme', by('federated', 'arn:aws:iam::111122223333:saml-provider/x')),
    "whoever signs in through arn:aws:iam::111122223333:saml-provider/x gains s3:AbortMultipartUpload on acme's raw folder",
  ],
])('%#: %j', (told, headline) => {
  expect(headlines(told)).toEqual([headline]);
});

test('organizations that are judged apart and say the same under their own names are one item', () => {
  expect(headlines(difference('acme'), difference('acme-eu'))).toEqual([
    'both organizations: the Data Hub gains s3:AbortMultipartUpload on its own raw folder',
  ]);
});

test("one that reaches another's folder does not say the same", () => {
  const { resources } = difference('acme');
  expect(headlines(difference('acme'), difference('acme-eu', { resources }))).toEqual([
    "acme-eu: the Data Hub gains s3:AbortMultipartUpload on acme's raw folder",
    'acme: the Data Hub gains s3:AbortMultipartUpload on its own raw folder',
  ]);
});

test('principals that gain the same because of the same statements are one item', () => {
  const [one, other] = [difference('acme'), difference('acme', role('acme', 'pipeline'))];
  expect(headlines(one, other)).toEqual([
    'acme: the Data Hub and the pipeline gain s3:AbortMultipartUpload on its own raw folder',
  ]);
  const statements = one.statements.map((statement) => ({ ...statement, path: 'elsewhere' }));
  expect(headlines(one, { ...other, statements })).toHaveLength(2);
});

test('requests under other circumstances are another item', () => {
  const { example } = difference();
  const circumstances = { ...example, context: { 's3:tlsversion': '1.1' } };
  expect(headlines(difference(), difference('acme', { example: circumstances }))).toHaveLength(2);
});

test('gains come before losses, what is in force before one lock alone, and more organizations before fewer', () => {
  const lens = 'identity policies alone';
  const items = accessWords(
    comparison([
      difference('acme', { change: 'lost', lens, organizations: BOTH }),
      difference('acme', { change: 'lost' }),
      difference('acme', { lens, organizations: BOTH }),
      difference('acme', by('anybody', '*')),
      difference('acme', { organizations: BOTH }),
    ]),
    SIDES,
  ).items;
  expect(
    items.map(({ change, isInForce, organizations }) => [change, isInForce, organizations.length]),
  ).toEqual([
    ['gained', true, 2],
    ['gained', true, 0],
    ['gained', false, 2],
    ['lost', true, 1],
    ['lost', false, 2],
  ]);
});

const WRITE = 'the Data Hub gains s3:AbortMultipartUpload on its own raw folder';
const [RAW = ''] = difference().resources;
const READ = {
  actions: ['s3:getobject'],
  example: { ...difference().example, action: 's3:getobject', resource: RAW.replace('*', 'x') },
};

/** As the hub of the example may upload it. */
const IN_OWN_FOLDER = {
  example: {
    ...difference().example,
    resource: RAW.replace('*', 'x/x'),
    context: { 'credentials-iot:thingname': 'x' },
  },
};

test.each<[told: Partial<AccessDifference>, headline: string]>([
  [{}, WRITE],
  [{ actions: ['S3:AbortMultipartUpload'] }, WRITE],
  // Whoever is known, and what of the platform denies it.
  [
    { ...READ, lens: 'identity policies alone' },
    'the Data Hub gains s3:GetObject on its own raw folder, but not in force: only identity policies allow it, ' +
      'the permissions boundary and resource policies still deny it',
  ],
  [
    { ...READ, lens: 'the permissions boundary alone' },
    'the Data Hub gains s3:GetObject on its own raw folder, but not in force: only the permissions boundary allows it, ' +
      'identity policies and resource policies still deny it',
  ],
  [
    { ...READ, change: 'lost', lens: 'resource policies alone' },
    'the Data Hub loses s3:GetObject on its own raw folder, but it was not in force: only resource policies allowed it, ' +
      'identity policies and the permissions boundary denied it',
  ],
  // What every lock allows is refused by something that is not known.
  [
    { ...IN_OWN_FOLDER, lens: 'identity policies alone' },
    `${WRITE}, but not in force: only identity policies allow it, another lock still denies it`,
  ],
])('%#: what one lock alone allows is told as such', (told, headline) => {
  expect(headlines(difference('acme', told))).toEqual([`acme: ${headline}`]);
});

test('a headline counts what it leaves out, and the item has all of it', () => {
  const actions = ['s3:a', 's3:b', 's3:c', 's3:d', 's3:e', 's3:getobject'];
  const { items } = accessWords(comparison([difference('acme', { actions })]), SIDES);
  expect(textOf(items[0]?.headline ?? [])).toBe(
    'acme: the Data Hub gains s3:a, s3:b, s3:c, s3:d and 2 more on its own raw folder',
  );
  expect(items[0]?.actions).toEqual(['s3:a', 's3:b', 's3:c', 's3:d', 's3:e', 's3:GetObject']);
});

test('without what was read of the sides, names are those of the comparison', () => {
  const { items } = accessWords(comparison([difference()]), {});
  expect(items.map(({ headline }) => textOf(headline))).toEqual([
    'acme: the role ts-test-acme-data-hub gains s3:abortmultipartupload on ' +
      'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/acme/*',
  ]);
});

test('organizations of one side, and what is undecided, are told in sentences', () => {
  const { organizations, undecided } = accessWords(
    comparison([], {
      organizations: {
        added: [{ slug: 'newco', like: 'acme' }, { slug: 'odd' }],
        removed: [{ slug: 'gone', like: 'acme' }],
      },
      undecided: [
        { place: 'acme/Role', reason: 'is odd' },
        { place: 'acme-eu/Role', reason: 'is odd' },
      ],
    }),
    SIDES,
  );
  expect(organizations.map(textOf)).toEqual([
    'newco is new: its principals may do what those of acme may',
    'odd is new, and no other organization has its form: all its access is shown as gained',
    'gone is gone, with its principals: they could do what those of acme can',
  ]);
  expect(undecided.map(textOf)).toEqual(['Not compared: acme/Role and acme-eu/Role: is odd']);
});
