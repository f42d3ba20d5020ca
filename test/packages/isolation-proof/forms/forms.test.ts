import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { formsOf, formsOfStacks, own, SHARED, stackWith } from './sorted-by-form';

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

test('a name that a variable in a condition makes of another one is found, too', () => {
  const condition = { StringEquals: { 's3:prefix': 'x-${aws:PrincipalTag/orgSlug}' } };
  expect(
    formsOf(
      stackWith('acme', 'y', condition),
      stackWith('globex', 'x-acme', condition),
      stackWith('hooli', 'y', condition),
      stackWith('initech', 'y', condition),
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
