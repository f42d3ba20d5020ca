import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { ownHubFolders } from '../../../lib/isolation/claims/own-hub-folders';
import { prove, verify } from '../../../lib/isolation/proof';
import { environment } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import {
  ACME,
  all,
  type Edit,
  evidenceOf,
  failedRows,
  inStatement,
  platform,
  SHARED,
} from './contract/platform';
import { bucket } from './planted-bug';

const RAW = bucket('raw');
const SHADOWS = 'arn:aws:iot:eu-central-1:111122223333:thing';
const CALLER = '${aws:PrincipalTag/orgSlug}';
const THING = '${credentials-iot:ThingName}';

/** Lenses of the requests that the claim finds, each once, in order. */
function violatedLenses(edit: Edit): string[] {
  const { violations } = ownHubFolders.judge(evidenceOf(platform(edit)));
  return [...new Set(violations.flatMap(({ request }) => request?.lens ?? []))].sort();
}

const withResource =
  (...resources: readonly string[]) =>
  (statement: JsonObject): JsonObject => ({ ...statement, Resource: resources });
const inIdentity = (...folders: readonly string[]): Edit =>
  inStatement(ACME, 'UploadRawData', withResource(...folders.map((folder) => `${RAW}/acme/${folder}`)));
const inBoundary = (...folders: readonly string[]): Edit =>
  inStatement(
    SHARED,
    'UploadRawData',
    withResource(...folders.map((folder) => `${RAW}/${CALLER}/${folder}`)),
  );
const inBoth = (...folders: readonly string[]): Edit => all(inIdentity(...folders), inBoundary(...folders));
const besideIdentity = (statement: JsonObject): Edit =>
  inStatement(ACME, 'EncryptUploads', (before) => [
    before,
    { Sid: 'More', Effect: 'Allow', Action: 's3:PutObject', ...statement },
  ]);

const BOTH = ['all policies', 'identity policies alone', 'the permissions boundary alone'];

test.each<[string, string[]]>([
  ['a wildcard in the place of the variable', ['*']],
  ['a folder of any name', ['*/*']],
  ['a slash that is missing after the variable', [`${THING}*`]],
  ['the type of the thing, which all hubs share', ['${credentials-iot:ThingTypeName}/*']],
  ['a name that begins with the hub\'s: "berlin-10" of hub "berlin-1"', [`${THING}?/*`]],
  ["a name that ends with the hub's", [`*${THING}/*`]],
  ["one hub's folder for all", ['acme--hub-1/*']],
  ['a folder for all beside the own one', [`${THING}/*`, 'inbox/*']],
  ['a name that is not always there', ["${credentials-iot:ThingName, '*'}*"]],
  ['the own name further down', [`inbox/${THING}/*`]],
])('finds %s, with either lock removed', (_bug, folders) => {
  expect(violatedLenses(inIdentity(...folders))).toEqual(['identity policies alone']);
  expect(violatedLenses(inBoundary(...folders))).toEqual(['the permissions boundary alone']);
  expect(violatedLenses(inBoth(...folders))).toEqual(BOTH);
});

test.each<[string, JsonObject]>([
  ["the organization's folder, in a second statement", { Resource: `${RAW}/acme/*` }],
  ['a second statement for one hub', { Resource: `${RAW}/acme/acme--hub-2/*` }],
  [
    'a second statement for hubs of some names',
    {
      Resource: `${RAW}/acme/*`,
      Condition: { StringLike: { 'credentials-iot:ThingName': 'acme--admin-*' } },
    },
  ],
  ['deletions of what others uploaded', { Action: 's3:DeleteObject', Resource: `${RAW}/acme/*` }],
  ['tags on what others uploaded', { Action: 's3:PutObject*', Resource: `${RAW}/acme/*` }],
  [
    "data that queries read, though in the hub's name",
    { Resource: `${bucket('standardized')}/acme/${THING}/*` },
  ],
])('finds %s', (_bug, statement) => {
  expect(violatedLenses(besideIdentity(statement))).toContain('identity policies alone');
});

test.each<[string, Edit]>([
  ['what ships', () => undefined],
  ['a folder in the own one', inBoth(`${THING}/in/*`)],
  ['the own name in another case of the key', inBoth('${CREDENTIALS-IOT:thingname}/*')],
  ['a second statement for the own folder', besideIdentity({ Resource: `${RAW}/acme/${THING}/more/*` })],
  [
    'a second statement that the first one covers',
    besideIdentity({ Resource: `${RAW}/acme/${THING}/*.csv` }),
  ],
])('lets be: %s', (_what, edit) => {
  expect(violatedLenses(edit)).toEqual([]);
});

test.each([
  ['identity policy', inIdentity("${credentials-iot:ThingName, 'inbox'}/*"), /UploadRawData of .*DataHub/],
  ['boundary', inBoundary("${credentials-iot:ThingName , '*'}/*"), /UploadRawData of .*Boundary/],
])('refuses a folder for hubs without a name, by the %s', (_where, edit, statement) => {
  const { violations } = ownHubFolders.judge(evidenceOf(platform(edit)));
  expect(violations.map(({ what, request }) => [what, request])).toEqual([
    [expect.stringMatching(statement) as string, undefined],
  ]);
});

test('says what a hub may do, with the name of its thing as a variable', () => {
  const { violations } = ownHubFolders.judge(evidenceOf(platform(inIdentity(`${THING}*`))));
  const [violation] = violations;
  expect(violation?.what).toMatch(
    /^a hub of acme may s3:putobject on .*\/acme\/\$\{credentials-iot:thingname\}, which is not in its own folder$/,
  );
  expect(violation?.request?.context).toEqual({ 'credentials-iot:thingname': '(any value)' });
  expect(violation?.remedy).toContain('Narrow UploadRawData');
});

test('the contract finds both locks open', () => {
  expect(failedRows(inBoth('*'))).toEqual(
    ['upload', 'abort-upload'].flatMap((row) => [`${row}-of-other-hub`, `${row}-beside-hubs`]),
  );
  expect(failedRows(inBoth(`${THING}*`))).toEqual(['upload-of-other-hub', 'abort-upload-of-other-hub']);
});

describe('with a common folder by choice', () => {
  const templates = synthesize(wholeOf(environment({ dataHubFolders: 'common' })));
  const stacks = (): StackTemplate[] => platform(() => undefined, JSON.stringify(templates));

  test('the claim has nothing to ask and says so; everything else is proved', () => {
    const { verdict, proof, contract } = verify(stacks());
    expect(verdict).toBe('proved');
    const claim = proof.claims.find(({ id }) => id === 'own-hub-folders');
    expect(claim).toMatchObject({ verdict: 'nothing to ask', coverage: { subjects: 0 } });
    expect(claim?.notes).toEqual([expect.stringContaining('"dataHubFolders": "common"')]);
    expect(contract.nothingToAsk).toEqual(
      expect.arrayContaining(['upload-of-other-hub', 'upload-beside-hubs']),
    );
  });

  test('the choice is on the role alias and nowhere else: policies alone do not make it', () => {
    const edit: Edit = (stacksByName) => {
      for (const { Resources } of Object.values(stacksByName)) {
        for (const { Type, Properties } of Object.values(Resources)) {
          if (Type !== 'AWS::IoT::RoleAlias') continue;
          Properties['Tags'] = (Properties['Tags'] as JsonObject[]).filter(
            ({ Key }) => Key !== 'dataHubFolders',
          );
        }
      }
    };
    const claim = prove(platform(edit, JSON.stringify(templates))).claims.find(
      ({ id }) => id === 'own-hub-folders',
    );
    expect(claim?.verdict).toBe('violated');
  });
});

test.each<[string, Edit, string[]]>([
  [
    "in the identity policy: another hub's, whose name begins with the hub's own",
    inStatement(ACME, 'ReportToPlatform', withResource(`${SHADOWS}/${THING}*/data-hub`)),
    ['identity policies alone'],
  ],
  [
    'in the boundary: that of every hub of the organization',
    inStatement(SHARED, 'ReportToPlatform', withResource(`${SHADOWS}/${CALLER}--*/data-hub`)),
    ['the permissions boundary alone'],
  ],
  [
    'of a hub that enrols: that of every hub',
    inStatement(SHARED, 'RequestCertificate', withResource(`${SHADOWS}/*/data-hub`)),
    ['all policies'],
  ],
])("finds a shadow that is not of the hub's own thing, %s", (_bug, edit, lenses) => {
  expect(violatedLenses(edit)).toEqual(lenses);
});

test('finds a shadow for hubs that enrol and do not say their name', () => {
  const edit = inStatement(
    SHARED,
    'RequestCertificate',
    withResource(`${SHADOWS}/\${credentials-iot:ThingName, 'acme--hub-1'}/data-hub`),
  );
  const { violations } = ownHubFolders.judge(evidenceOf(platform(edit)));
  expect(violations).toHaveLength(1);
});
