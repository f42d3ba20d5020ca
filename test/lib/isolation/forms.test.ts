import { readForms } from '../../../packages/isolation-proof/src/forms/forms';
import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import { SPECIFICATION } from '../../../lib/isolation/specification';
import type { Form } from '../../../packages/isolation-proof/src/forms/form';
import { questionsOf } from '../../../packages/isolation-proof/src/specification/questions-of';
import { readTenantModel } from '../../../packages/isolation-proof/src/specification/read-tenant-model';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import {
  inlinePolicy,
  policyOf,
  roleOf,
  tagsOf,
} from '../../packages/isolation-proof/fixtures/organizations';
import { stackOf } from '../../packages/isolation-proof/fixtures/stack-of';

const SHARED = stackOf({ Bucket: ['AWS::S3::Bucket', { BucketName: 'shared' }] }, 'shared');

function formsOfStacks(stacks: readonly StackTemplate[]): Form[] {
  return readForms(readTenantModel(stacks, SPECIFICATION), questionsOf(SPECIFICATION));
}

/** The organizations by form, each with its representative first. */
function formsOf(...stacks: readonly StackTemplate[]): string[][] {
  return formsOfStacks([SHARED, ...stacks]).map(({ organizations }) => organizations.map(({ slug }) => slug));
}

/** A stack with a role that is allowed to get these resources. */
function stackWith(slug: string, resources: Json, condition: Json = null): StackTemplate {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: resources };
  return stackOf(
    {
      Role: roleOf(
        slug,
        inlinePolicy({ ...statement, ...(condition === null ? {} : { Condition: condition }) }),
      ),
    },
    slug,
  );
}

const own = (slug: string): string => `arn:aws:s3:::shared/${slug}/*`;

test('organizations that differ in their own names only are of one form', () => {
  expect(formsOf(...['acme', 'acme-eu', 'globex'].map((slug) => stackWith(slug, own(slug))))).toEqual([
    ['acme', 'acme-eu', 'globex'],
  ]);
});

test('the names of each stand in the same order', () => {
  const [form] = formsOfStacks([SHARED, ...['acme', 'acme-eu'].map((slug) => stackWith(slug, own(slug)))]);
  expect(form?.organizations).toEqual([
    { slug: 'acme', names: ['acme', 'acme-role'] },
    { slug: 'acme-eu', names: ['acme-eu', 'acme-eu-role'] },
  ]);
});

test.each<[string, Json, Json]>([
  ['reaches for another organization', [own('acme-eu'), own('acme')], null],
  ['has another resource', [own('acme-eu'), 'arn:aws:s3:::shared/acme-eu'], null],
  ['has a pattern that its own name matches in part', 'arn:aws:s3:::shared/acme-*/x', null],
  ['has a condition', own('acme-eu'), { StringEquals: { 'aws:username': 'x' } }],
])('an organization that %s has a form of its own', (_what, resources, condition) => {
  const forms = formsOf(
    stackWith('globex', own('globex')),
    stackWith('acme-eu', resources, condition),
    stackWith('initech', own('initech')),
  );
  expect(forms).toEqual([['globex', 'initech'], ['acme-eu']]);
});

test('an organization that is called as a kind of resource that claims ask about is judged by itself', () => {
  const slugs = ['acme', 'association', 'globex', 'managed-instance'];
  expect(formsOf(...slugs.map((slug) => stackWith(slug, own(slug))))).toEqual([
    ['acme', 'globex'],
    ['association'],
    ['managed-instance'],
  ]);
});

test('an organization that another one names stands for none, and neither does the other', () => {
  const forms = formsOf(
    stackWith('acme', own('acme')),
    stackWith('acme-eu', own('acme')),
    stackWith('globex', own('globex')),
    stackWith('initech', own('initech')),
  );
  expect(forms).toEqual([['acme'], ['acme-eu'], ['globex', 'initech']]);
});

test('an organization whose name a shared pattern asks for a part of stands for none', () => {
  const shared = stackOf(
    {
      Policy: [
        'AWS::S3::BucketPolicy',
        {
          Bucket: 'other',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:*',
              Resource: 'arn:aws:s3:::other/acme*',
            },
          },
        },
      ],
      Other: ['AWS::S3::Bucket', { BucketName: 'other' }],
    },
    'more',
  );
  const forms = formsOf(
    shared,
    ...['acme', 'acme-eu', 'globex', 'initech'].map((slug) => stackWith(slug, own(slug))),
  );
  expect(forms).toEqual([['acme'], ['acme-eu'], ['globex', 'initech']]);
});

test('an organization with a name that is shared, too, stands for none', () => {
  expect(formsOf(...['shared', 'acme', 'globex'].map((slug) => stackWith(slug, own(slug))))).toEqual([
    ['shared'],
    ['acme', 'globex'],
  ]);
});

test.each<[string, Json]>([
  ['a comparison that ignores case', { StringEqualsIgnoreCase: { 'aws:username': 'x' } }],
  ['a variable with a default', { StringEquals: { 's3:prefix': "${aws:PrincipalTag/orgSlug, 'acme'}" } }],
])('%s, and no organization stands for another one', (_what, condition) => {
  const forms = formsOf(
    stackWith('acme', own('acme'), condition),
    stackWith('acme-eu', own('acme-eu')),
    stackWith('globex', own('globex')),
  );
  expect(forms).toEqual([['acme'], ['acme-eu'], ['globex']]);
});

test.each<[string, string]>([
  ['of the name alone', 'arn:aws:s3:::shared/${aws:PrincipalTag/orgSlug}/*'],
  ['of the name and more', 'arn:aws:s3:::shared/x-${aws:PrincipalTag/orgSlug}'],
])('variables %s keep organizations in one form', (_what, resource) => {
  expect(formsOf(stackWith('acme', resource), stackWith('globex', resource))).toEqual([['acme', 'globex']]);
});

test('a name that a variable makes of another one is found where it is written out', () => {
  // GIVEN what the variable becomes for acme, in the stack of globex
  const variable = 'arn:aws:s3:::shared/x-${aws:PrincipalTag/orgSlug}';
  expect(
    formsOf(
      stackWith('acme', [variable, 'y']),
      stackWith('globex', [variable, 'x-acme']),
      stackWith('hooli', [variable, 'y']),
      stackWith('initech', [variable, 'y']),
    ),
  ).toEqual([['acme'], ['globex'], ['hooli', 'initech']]);
});

test('organizations with tags of other values are of other forms', () => {
  const tagged = (slug: string, value: string): StackTemplate =>
    stackOf({ Role: roleOf(slug, { Tags: [...tagsOf(slug), { Key: 'orgKeyArn', Value: value }] }) }, slug);
  expect(
    formsOf(tagged('acme', 'k1'), tagged('acme-eu', 'k1'), tagged('globex', 'k2'), tagged('initech', '1')),
  ).toEqual([['acme', 'acme-eu'], ['globex'], ['initech']]);
});

test('lists of values that are longer, or in another order, are other forms', () => {
  const more = 'arn:aws:s3:::shared';
  expect(
    formsOf(
      stackWith('acme', [own('acme'), more]),
      stackWith('acme-eu', [more, own('acme-eu')]),
      stackWith('globex', [own('globex'), more]),
      stackWith('initech', [own('initech'), more, more]),
    ),
  ).toEqual([['acme', 'globex'], ['acme-eu'], ['initech']]);
});

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

test.each(['true', '42', 'eu-central-1', 'role', 'arn', 'any-principal', 'AES256'])(
  'an organization that is called %s stands for none',
  (slug) => {
    const forms = formsOf(...[slug, 'acme', 'acme-eu'].map((one) => stackWith(one, own(one))));
    expect(forms.filter((form) => form.includes(slug))).toEqual([[slug]]);
  },
);

test.each<[string, Json]>([
  ['its tag', { Bool: { 'aws:PrincipalTag/orgSlug': 'ACME' } }],
  ['a user', { StringNotEqualsIgnoreCase: { 'aws:username': 'x' } }],
])(
  'where %s is compared without regard to case, no organization stands for another one',
  (_what, condition) => {
    const stacks = ['acme', 'globex'].map((slug) => stackWith(slug, own(slug), condition));
    expect(formsOf(...stacks)).toEqual([['acme'], ['globex']]);
  },
);

test('a condition on whether a request is encrypted keeps organizations in one form', () => {
  const condition = { Bool: { 'aws:SecureTransport': 'true' } };
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
