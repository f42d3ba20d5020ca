import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { formsOf, own, stackWith } from './sorted-by-form';

/** A stack with a policy that is attached to these users, and a workgroup. */
function stackWithUsers(slug: string, users: readonly string[], state = 'ENABLED'): StackTemplate {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: own(slug) };
  return stackOf(
    {
      Role: roleOf(slug),
      Policy: [
        'AWS::IAM::ManagedPolicy',
        { ManagedPolicyName: slug, Users: users, PolicyDocument: policyOf(statement) },
      ],
      Workgroup: ['AWS::Athena::WorkGroup', { Name: `${slug}-queries`, State: state, Tags: tagsOf(slug) }],
    },
    slug,
  );
}

test.each<[string, StackTemplate[], string[][]]>([
  [
    'in one form, whatever they are called',
    [stackWithUsers('acme', ['ann']), stackWithUsers('acme-eu', ['eve@example.com'])],
    [['acme', 'acme-eu']],
  ],
  [
    'in another form, if there are more of them',
    [stackWithUsers('acme', ['ann', 'bob']), stackWithUsers('acme-eu', ['eve'])],
    [['acme'], ['acme-eu']],
  ],
  [
    'in one form, if one name is part of another',
    [stackWithUsers('acme', ['ann', 'ann-marie']), stackWithUsers('globex', ['eve', 'eva'])],
    [['acme', 'globex']],
  ],
  [
    'in another form, if they are named after a setting',
    [stackWithUsers('acme', ['ENABLED']), stackWithUsers('acme-eu', ['DISABLED'], 'DISABLED')],
    [['acme'], ['acme-eu']],
  ],
  [
    'in another form, if they are named as a request asks',
    [stackWithUsers('acme', ['any-administrator']), stackWithUsers('acme-eu', ['eve'])],
    [['acme'], ['acme-eu']],
  ],
])('existing users are %s', (_what, stacks, forms) => {
  expect(formsOf(...stacks)).toEqual(forms);
});

test.each([
  ...['true', 'false', '42', 'eu-central-1', 'role', 'arn', 'any-principal', 'any-principal-of-others'],
  ...['any-principal-without-key', 'AES256', 'kms'],
])('an organization that is called %s stands for none', (slug) => {
  const forms = formsOf(...[slug, 'acme', 'acme-eu'].map((one) => stackWith(one, own(one))));
  expect(forms.filter((form) => form.includes(slug))).toEqual([[slug]]);
});

test.each<[string, Json]>([
  ['its tag', { Bool: { 'aws:PrincipalTag/orgSlug': 'ACME' } }],
  ['one of several values', { Bool: { 'aws:PrincipalTag/orgSlug': ['true', 'ACME'] } }],
  ['a user', { StringNotEqualsIgnoreCase: { 'aws:username': 'x' } }],
])(
  'where %s is compared without regard to case, no organization stands for another one',
  (_what, condition) => {
    const stacks = ['acme', 'globex'].map((slug) => stackWith(slug, own(slug), condition));
    expect(formsOf(...stacks)).toEqual([['acme'], ['globex']]);
  },
);

test.each<[string, Json]>([
  ['on whether a request is encrypted', { Bool: { 'aws:SecureTransport': 'true' } }],
  ['on either of two answers', { Bool: { 'aws:SecureTransport': ['true', 'false'] } }],
  ['on what is not known', { StringNotEquals: { 'aws:userid': { 'Fn::GetAtt': ['Role', 'RoleId'] } } }],
  ['on a number', { NumericLessThan: { 's3:max-keys': '5' } }],
])('a condition %s keeps organizations in one form', (_what, condition) => {
  const stacks = ['acme', 'globex'].map((slug) => stackWith(slug, own(slug), condition));
  expect(formsOf(...stacks)).toEqual([['acme', 'globex']]);
});

test('a name that a function of the template puts together is found where it is written out', () => {
  // GIVEN a role whose name is the slug and more, put together from parts
  const joined = (slug: string, more: Json): StackTemplate =>
    stackWith(slug, [{ 'Fn::Join': ['', ['arn:aws:s3:::shared/x', slug]] }, more]);
  expect(
    formsOf(joined('acme', 'y'), joined('globex', 'xacme'), joined('hooli', 'y'), joined('initech', 'y')),
  ).toEqual([['acme'], ['globex'], ['hooli', 'initech']]);
});

test('organizations of several stacks are of one form if all of them are', () => {
  const bucket = (slug: string, name: string): StackTemplate =>
    stackOf({ Bucket: ['AWS::S3::Bucket', { BucketName: name, Tags: tagsOf(slug) }] }, `${slug}-more`);
  expect(
    formsOf(
      ...['acme', 'acme-eu', 'globex'].map((slug) => stackWith(slug, own(slug))),
      bucket('acme', 'acme-data'),
      bucket('acme-eu', 'acme-eu-data'),
      bucket('globex', 'globex-other'),
    ),
  ).toEqual([['acme', 'acme-eu'], ['globex']]);
});

test('organizations whose stacks cannot be read without those of others stand for none', () => {
  // GIVEN a policy that is attached to another organization's role
  const attached = (slug: string, role: string): StackTemplate =>
    stackOf(
      {
        Role: roleOf(slug),
        Policy: [
          'AWS::IAM::ManagedPolicy',
          { Roles: [role], PolicyDocument: policyOf({ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }) },
        ],
      },
      slug,
    );
  expect(
    formsOf(
      attached('acme', 'globex-role'),
      attached('globex', 'globex-role'),
      attached('hooli', 'hooli-role'),
      attached('initech', 'initech-role'),
    ),
  ).toEqual([['acme'], ['globex'], ['hooli', 'initech']]);
});

/** A stack with a schedule that hands its target this text. */
function stackWithInput(slug: string, input: Json): StackTemplate {
  const target = { Arn: 'arn:aws:scheduler:::aws-sdk:athena:startQueryExecution', Input: input };
  return stackOf(
    {
      Role: roleOf(slug),
      Schedule: [
        'AWS::Scheduler::Schedule',
        { Name: `${slug}-audit`, ScheduleExpression: 'cron(0 2 * * ? *)', Target: target },
      ],
    },
    slug,
  );
}

const query = (slug: string): string =>
  `SELECT * FROM log WHERE regexp_like(arn, '.*?/${slug}/.*') OR caller = '${slug}-role' -- why?`;

test.each<[string, string, string[][]]>([
  ['its own names', query('acme-eu'), [['acme', 'acme-eu', 'globex']]],
  ["another organization's name", query('acme'), [['acme', 'globex'], ['acme-eu']]],
  ['anything else that is different', `${query('acme-eu')}!`, [['acme', 'globex'], ['acme-eu']]],
])('organizations are sorted by the texts of their queries: %s', (_what, text, forms) => {
  const stacks = [
    stackWithInput('acme', query('acme')),
    stackWithInput('acme-eu', text),
    stackWithInput('globex', query('globex')),
  ];
  expect(formsOf(...stacks)).toEqual(forms);
});
