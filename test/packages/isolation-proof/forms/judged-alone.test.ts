import { readForms } from '../../../../packages/isolation-proof/src/forms/forms';
import { questionsOf } from '../../../../packages/isolation-proof/src/specification/questions-of';
import { readTenantModel } from '../../../../packages/isolation-proof/src/specification/read-tenant-model';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { FOLDERS, formsOf, formsOfStacks, own, SHARED, sortedByForm, stackWith } from './sorted-by-form';

const stacksOf = (...slugs: readonly string[]): StackTemplate[] =>
  slugs.map((slug) => stackWith(slug, own(slug)));

test('an organization that something is declared of is judged by itself, and its names are not told', () => {
  const exposed = [{ construct: 'other', to: 'anybody', because: 'so' }];
  const specification: Specification = {
    ...FOLDERS,
    tenancyOf: () => ({
      ...NOTHING_SHARED,
      exposed: [...exposed, { construct: 'acme/Role', to: 'anybody', because: 'so' }],
    }),
  };
  const stacks = stacksOf('acme', 'globex', 'initech');
  expect(formsOfStacks([SHARED, ...stacks], specification)).toStrictEqual([
    { representative: 'acme', organizations: [{ slug: 'acme', names: [] }] },
    {
      representative: 'globex',
      organizations: [
        { slug: 'globex', names: ['globex', 'globex-role'] },
        { slug: 'initech', names: ['initech', 'initech-role'] },
      ],
    },
  ]);
  const others = { ...FOLDERS, tenancyOf: () => ({ ...NOTHING_SHARED, exposed }) };
  expect(sortedByForm(stacks, others)).toStrictEqual([['acme', 'globex', 'initech']]);
});

test('where nobody stands for anybody, no names are told', () => {
  const condition = { StringEqualsIgnoreCase: { 'aws:username': 'x' } };
  const stacks = ['acme', 'globex'].map((slug) => stackWith(slug, own(slug), condition));
  expect(formsOfStacks([SHARED, ...stacks])).toStrictEqual(
    ['acme', 'globex'].map((slug) => ({ representative: slug, organizations: [{ slug, names: [] }] })),
  );
});

test('organizations that hold a character of a stand-in are judged by themselves', () => {
  const stacks = ['acme', 'globex'].map((slug) => stackWith(slug, [own(slug), '\uE000']));
  expect(formsOf(...stacks)).toEqual([['acme'], ['globex']]);
});

test('organizations that say the same, and cannot be read by themselves, are judged by themselves', () => {
  const statement = { Effect: 'Allow', Action: 's3:Get*', Resource: '*' };
  const attached = (slug: string): StackTemplate =>
    stackOf(
      {
        Role: roleOf(slug),
        Policy: ['AWS::IAM::ManagedPolicy', { Roles: ['hooli-role'], PolicyDocument: policyOf(statement) }],
      },
      slug,
    );
  expect(formsOf(attached('acme'), attached('globex'), ...stacksOf('hooli'))).toEqual([
    ['acme'],
    ['globex'],
    ['hooli'],
  ]);
});

test('an error of whoever reads is no sign of what cannot be read', () => {
  const known = readTenantModel([SHARED, ...stacksOf('acme', 'globex')], FOLDERS);
  const read = (): never => {
    throw new TypeError('a bug');
  };
  expect(() => readForms(known, { ...questionsOf(FOLDERS), read })).toThrow('a bug');
});

test('tenants that share a stack are judged by themselves', () => {
  const bucket = (slug: string) =>
    ['AWS::S3::Bucket', { BucketName: `${slug}-data`, Tags: tagsOf(slug) }] as const;
  const specification: Specification = { ...FOLDERS, tenants: { ...FOLDERS.tenants, stacks: 'any tenants' } };
  const mixed = stackOf({ One: bucket('hooli'), Two: bucket('umbrella') }, 'mixed');
  expect(sortedByForm([...stacksOf('acme', 'globex'), mixed], specification)).toEqual([
    ['acme'],
    ['globex'],
    ['hooli'],
    ['umbrella'],
  ]);
});

test('names of organizations of which no two are alike are read once somebody asks for them', () => {
  const stacks = [SHARED, ...stacksOf('acme'), stackWith('globex', [own('globex'), 'x'])];
  const questions = questionsOf(FOLDERS);
  const read = jest.fn(questions.read);
  const forms = readForms(readTenantModel(stacks, FOLDERS), { ...questions, read });
  expect(forms.map(({ representative }) => representative)).toStrictEqual(['acme', 'globex']);
  expect(read).not.toHaveBeenCalled();
  const names = (): unknown => forms.map(({ organizations: [first] }) => first?.names);
  const expected = [
    ['acme', 'acme-role'],
    ['globex', 'globex-role'],
  ];
  expect(names()).toStrictEqual(expected);
  expect(names()).toStrictEqual(expected);
  expect(read).toHaveBeenCalledTimes(2);
});
