import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { ACCOUNT } from '../fixtures/stack-of';
import { foundIn, saidAgainst } from './outside-values';

const PARAMETER = `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter`;
const SECRET = `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret`;
const functionWith = (value: Json): Resources[string] => [
  'AWS::Lambda::Function',
  { Code: { ZipFile: '' }, Environment: { Variables: { VALUE: value } } },
];
const saidOf = (owner: 'acme' | 'platform', value: Json): string[] =>
  saidAgainst(owner, functionWith(value)).map((what) => what.replace(/^.*?: the deployment puts in /, ''));

describe('the deployment puts into a resource of a tenant', () => {
  test.each<[string, Json]>([
    ["the tenant's parameter", '{{resolve:ssm:/app/acme/url}}'],
    ['a version of it, within a text', 'https://{{resolve:ssm:/app/acme/url:31}}/x'],
    ['one whose name has no slash before it', '{{resolve:ssm:app/acme/url}}'],
    [
      "a part of a secret of the tenant's",
      { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:password::}}']] },
    ],
    ['a declared parameter', '{{resolve:ssm:vendor}}'],
    ['a parameter that AWS publishes', '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023}}'],
    ['a text with braces', '{{value}}'],
  ])('%s', (_what, value) => {
    expect(saidOf('acme', value)).toEqual([]);
  });
});

test('a secret is known by its attachment to a database', () => {
  const attachment: Resources[string] = [
    'AWS::SecretsManager::SecretTargetAttachment',
    { SecretId: { Ref: 'Secret' } },
  ];
  const value = { 'Fn::Sub': '{{resolve:secretsmanager:${Attachment}:SecretString:password::}}' };
  expect(saidAgainst('acme', functionWith(value), { Attachment: attachment })).toEqual([]);
});

describe('whoever sees a resource sees what the deployment put into it, so that is not', () => {
  test.each<[string, Json, string]>([
    [
      "a neighbour's parameter",
      '{{resolve:ssm:/app/acme-eu/url}}',
      `${PARAMETER}/app/acme-eu/url, which no template makes`,
    ],
    ["a neighbour's that a template makes", '{{resolve:ssm:neighbours}}', 'acme-eu/Parameter of acme-eu'],
    ["the platform's", '{{resolve:ssm:/platform}}', 'platform/Parameter of the platform'],
    [
      'one behind a word',
      '{{resolve:x:ssm:/app/acme/url}}',
      'a parameter or a secret that is unknown before deployment',
    ],
    [
      "a neighbour's secret by its name",
      '{{resolve:secretsmanager:neighbours:SecretString:x}}',
      `${SECRET}:neighbours, which no template makes`,
    ],
    [
      "a neighbour's secret by its ARN",
      `{{resolve:secretsmanager:${SECRET}:x-AbCdEf:SecretString:password}}`,
      `${SECRET}:x-AbCdEf, which no template makes`,
    ],
    [
      'an encrypted parameter',
      '{{resolve:ssm-secure:/platform/token:1}}',
      `${PARAMETER}/platform/token, which no template makes`,
    ],
    [
      'a second one in the same text',
      '{{resolve:ssm:/app/acme/url}}{{resolve:ssm:other}}',
      `${PARAMETER}/other, which no template makes`,
    ],
    [
      'one within a branch',
      { 'Fn::If': ['Unknown', '{{resolve:ssm:other}}', 'x'] },
      `${PARAMETER}/other, which no template makes`,
    ],
    [
      'one that is named by a parameter',
      { 'Fn::Sub': '{{resolve:ssm:${Name}}}' },
      'a parameter or a secret that is unknown before deployment',
    ],
    [
      'one that is put together with a parameter',
      { 'Fn::Join': ['', ['{{resolve:ssm:', { Ref: 'Name' }, '}}']] },
      'a parameter or a secret that is unknown before deployment',
    ],
    [
      'one of a service that is not known',
      '{{resolve:appconfig:x}}',
      'a parameter or a secret that is unknown before deployment',
    ],
  ])('%s', (_what, value, whose) => {
    expect(saidOf('acme', value)).toEqual([
      expect.stringContaining(`the value of ${whose} (Environment.Variables.VALUE`),
    ]);
  });
});

test('a value of another owner is reported at the resource, with a fix and no statement', () => {
  expect(foundIn('acme', functionWith('{{resolve:ssm:other}}'))).toMatchObject([
    {
      path: 'acme/Judged',
      statements: [],
      remedy:
        "Let the program read it with its own role, take a value of the same owner, or declare the parameter or the secret: destinations: () => [{ resources: ['arn:aws:ssm:eu-central-1:111122223333:parameter/other'], because: '…' }].",
    },
  ]);
});

describe('a resource of the platform', () => {
  test.each(['/platform', '/platform/by-hand', 'platform/by-hand'])('takes %s', (name) => {
    expect(saidOf('platform', `{{resolve:ssm:${name}}}`)).toEqual([]);
  });

  test.each(['acme', 'globex'])('takes nothing of %s', (tenant) => {
    expect(saidOf('platform', `{{resolve:ssm:/app/${tenant}/url}}`)).toEqual([
      `the value of ${PARAMETER}/app/${tenant}/url, which is of an organization (Environment.Variables.VALUE)`,
    ]);
  });
});
