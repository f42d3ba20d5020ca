import { textOf } from '../../../../lib/review/access/phrase';
import { PrincipalWords } from '../../../../lib/review/access/principal-words';
import { ResourceWords } from '../../../../lib/review/access/resource-words';
import { TWO } from './evidence';

const sides = { base: TWO, head: TWO };
const words = new ResourceWords(sides, new PrincipalWords(sides));
const RAW = 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an';
const keyOf = (slug: string): string =>
  TWO.model.guarded.find(({ kind, owner }) => kind === 'key' && owner === slug)?.arn ?? '';
const at = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-central-1:111122223333:${resource}`;

test.each<[resource: string, owner: string | undefined, words: string]>([
  ['*', 'acme', 'any resource'],
  [RAW, 'acme', 'the raw bucket'],
  [`${RAW}/*`, 'acme', 'every object in the raw bucket'],
  [`${RAW}/acme/*`, 'acme', 'its own raw folder'],
  [`${RAW}/acme/incoming/*`, 'acme', 'incoming/* in its own raw folder'],
  [`${RAW}/acme-eu/*`, 'acme', "acme-eu's raw folder"],
  [`${RAW}/acme/*`, 'acme-eu', "acme's raw folder"],
  [`${RAW}/acme*`, 'acme', 'acme* in the raw bucket'],
  [`${RAW}/acme/*`, undefined, "acme's raw folder"],
  [keyOf('acme'), 'acme', 'its own key'],
  [keyOf('acme-eu'), 'acme', "acme-eu's key"],
  [keyOf('acme'), undefined, "acme's key"],
  [at('athena', 'workgroup/ts-test-acme'), 'acme', 'its own workgroup'],
  [at('athena', 'workgroup/ts-test-acme-eu'), 'acme', "acme-eu's workgroup"],
  [at('athena', 'workgroup/ts-test-acme'), 'acme-eu', "acme's workgroup"],
  [
    at('athena', 'workgroup/ts-test-*'),
    'acme',
    `workgroups, its own and others' (${at('athena', 'workgroup/ts-test-*')})`,
  ],
  [at('athena', 'workgroup/b*'), 'acme', `other organizations' workgroups (${at('athena', 'workgroup/b*')})`],
  [at('athena', 'workgroup/*'), undefined, `the organizations' workgroups (${at('athena', 'workgroup/*')})`],
  [at('glue', 'database/ts_test_acme'), 'acme', 'its own database and tables'],
  [at('glue', 'table/ts_test_acme/*'), 'acme', 'its own database and tables'],
  [
    at('glue', 'table/ts_test_acme/sales'),
    'acme',
    `its own database and tables (${at('glue', 'table/ts_test_acme/sales')})`,
  ],
  [at('glue', 'database/ts_test_acme_eu'), 'acme', "acme-eu's database and tables"],
  // Nobody's: Athena and Spark ask for it.
  [at('glue', 'database/default'), 'acme', `${at('glue', 'database/default')}, open to all organizations`],
  [at('glue', 'database/default'), undefined, `${at('glue', 'database/default')}, open to all organizations`],
  [
    at('glue', 'database/defaults'),
    'acme',
    `other organizations' databases and tables (${at('glue', 'database/defaults')})`,
  ],
  [at('ssm', 'parameter/test/acme/connectors/*'), 'acme', 'its own connector secrets'],
  [at('ssm', 'parameter/test/acme/connectors/*'), 'acme-eu', "acme's connector secrets"],
  [at('iot', 'rolealias/ts-test-acme-data-hub'), 'acme', 'its own role alias'],
  // Whose a node is says its tag, and not its name.
  [at('ssm', 'managed-instance/*'), 'acme', "nodes and their documents, its own and others'"],
  [at('kms', 'key/(ts-test-shared.PlatformKeyE3818D9F)'), 'acme', "the platform's key"],
  ['arn:aws:s3:::ts-test-access-logs-111122223333-eu-central-1-an', 'acme', 'the access-logs bucket'],
  ['arn:aws:iam::111122223333:role/ts-test-acme-data-hub', 'acme', 'its own Data Hub role'],
  ['arn:aws:iam::111122223333:role/ts-test-acme-hybrid-node', 'acme-eu', "acme's hybrid node role"],
  [at('dynamodb', 'table/orders'), 'acme', at('dynamodb', 'table/orders')],
  [at('kms', 'key/(gone.Key1)'), 'acme', at('kms', 'key/(gone.Key1)')],
])('%s for %s', (resource, owner, expected) => {
  expect(textOf(words.of(resource, { slug: owner, isCaller: true }))).toBe(expected);
});

test.each<[actions: string[], resource: string, owner: string | undefined, rows: string[]]>([
  [['s3:abortmultipartupload'], `${RAW}/acme/*`, 'acme', ['own raw folder']],
  [['s3:getobject'], `${RAW}/acme-eu/*`, 'acme', ['others raw folders']],
  [['s3:GetObject'], `${RAW}/acme-eu/*`, 'acme', ['others raw folders']],
  [['s3:getobject'], `${RAW}/*`, 'acme', ['own raw folder', 'others raw folders']],
  // No statement tells these two apart.
  [['ssm:getparameter'], at('ssm', 'parameter/test/acme/connectors/*'), 'acme', ['own connector secrets']],
  [['ssm:getparameters'], at('ssm', 'parameter/test/acme/connectors/*'), 'acme', ['own connector secrets']],
  [['kms:decrypt'], keyOf('acme'), 'acme', ['own key']],
  [['kms:decrypt'], keyOf('acme-eu'), 'acme', ['others keys']],
  [['kms:decrypt'], keyOf('acme'), undefined, ['others keys']],
  // What takes no such action is in no row of it.
  [['kms:decrypt'], '*', 'acme', ['own key', 'others keys', "shared the platform's key"]],
  [['dynamodb:getitem'], at('dynamodb', 'table/orders'), 'acme', ['others everything else']],
  [['dynamodb:getitem'], at('dynamodb', 'table/orders'), undefined, []],
])('rows about %j on %s for %s', (actions, resource, owner, rows) => {
  expect(words.rowsAbout(actions, resource, owner).map(({ scope, title }) => `${scope} ${title}`)).toEqual(
    rows,
  );
});
