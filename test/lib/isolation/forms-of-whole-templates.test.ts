import { join } from 'node:path';
import { loadEnvironment } from '../../../config/load-environment';
import { UndecidedError } from '../../../packages/isolation-proof/src/templates/errors';
import { verify } from '../../../lib/isolation/proof';
import { isObject, type Json, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import { NotUnderstoodError } from '../../../packages/isolation-proof/src/templates/resolved';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { type Edit, edited, type Path, valueAt } from '../../../tools/mutation/edit';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { SPECIFICATION } from '../../../lib/isolation/specification';
import { patternOfOrganization } from '../../../packages/isolation-proof/src/forms/organization-pattern';
import { Ownership } from '../../../packages/isolation-proof/src/model/ownership';
import { formsOfStacks } from './sorted-by-form';

const PRODUCTION = loadEnvironment('production', join(__dirname, '..', '..', '..', 'environments'));
const TEMPLATES = JSON.parse(
  JSON.stringify(synthesize(wholeOf({ ...PRODUCTION, compliancePacks: [] }))),
) as Record<string, JsonObject>;

/** The last one: `acme` represents all three. */
const GLOBEX = 'ts-production-organization-globex';
const TEMPLATE = TEMPLATES[GLOBEX] ?? {};

function stackOf(name: string, template: JsonObject): StackTemplate {
  const { account, region } = PRODUCTION;
  const { partition, dnsSuffix } = region;
  const stack = readTemplate(name, template, { account, region: region.name, partition, dnsSuffix });
  if (typeof stack === 'string') throw new Error(stack);
  return stack;
}

const STACKS = Object.entries(TEMPLATES).map(([name, template]) => stackOf(name, template));

const CONTENTS_OF_ACME = patternOfOrganization(
  'acme',
  STACKS.filter(({ name }) => name === 'ts-production-organization-acme'),
).contents;

/** The stacks of production, of which the one of globex is made from this template. */
function production(template = TEMPLATE): StackTemplate[] {
  return STACKS.map((stack) => (stack.name === GLOBEX ? stackOf(GLOBEX, template) : stack));
}

/** Of so many values one is sorted whole; of all of them where the variable is set. */
const SORTED_ONE_IN = process.env['FORM_RUNS'] === undefined ? 8 : 1;

type Forms = string[][] | 'undecided';

function formsOf(template: JsonObject): Forms {
  try {
    return formsOfStacks(production(template)).map(({ organizations }) =>
      organizations.map(({ slug }) => slug),
    );
  } catch (error) {
    if (error instanceof UndecidedError || error instanceof NotUnderstoodError) return 'undecided';
    throw error;
  }
}

/** Every text, number and boolean within a value. */
function leavesOf(value: Json | undefined, path: Path = []): Path[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => leavesOf(item, [...path, index]));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]));
  return [path];
}

function textAt(path: Path): string {
  const value = valueAt(TEMPLATE, path);
  if (typeof value !== 'string') throw new Error(`no text stands at ${path.join('.')}`);
  return value;
}

function changed(value: Json | undefined): Json {
  if (typeof value === 'string') return `${value}x`;
  return typeof value === 'number' ? value + 1 : value !== true;
}

/** Slugs of the organizations that globex is alike, itself included. */
function alikeGlobex(...edits: readonly Edit[]): readonly string[] | 'undecided' {
  const forms = formsOf(edited(TEMPLATE, edits));
  return forms === 'undecided' ? forms : (forms.find((form) => form.includes('globex')) ?? []);
}

/**
 * Whether the stacks of globex are no longer those of the others but for names. Forms are made within those that are
 * the same, so that to sort all organizations once for each value would find no more.
 */
function isTold(edit: Edit): boolean {
  const stack = stackOf(GLOBEX, edited(TEMPLATE, [edit]));
  const stacks = STACKS.map((one) => (one.name === GLOBEX ? stack : one));
  const owner = new Ownership(stacks, SPECIFICATION.tenants, []).ofStack(stack);
  return owner !== 'globex' || patternOfOrganization(owner, [stack]).contents !== CONTENTS_OF_ACME;
}

/** The place of a property of the first resource of a type. */
function placeIn(type: string, ...path: Path): Path {
  const { Resources: resources } = TEMPLATE;
  const found = Object.entries(isObject(resources) ? resources : {}).find(
    ([, resource]) => isObject(resource) && resource['Type'] === type,
  );
  return ['Resources', found?.[0] ?? '', ...path];
}

test('the organizations of production are of one form', () => {
  expect(patternOfOrganization('globex', [stackOf(GLOBEX, TEMPLATE)]).contents).toBe(CONTENTS_OF_ACME);
  expect(alikeGlobex()).toEqual(['acme', 'acme-eu', 'globex']);
});

test("results of a workgroup in another's folder are found, though the workgroup's organization represents no form", () => {
  const path = placeIn(
    'AWS::Athena::WorkGroup',
    ...['Properties', 'WorkGroupConfiguration', 'ResultConfiguration', 'OutputLocation'],
  );
  const location = textAt(path);
  expect(location).toMatch(/\/globex\/$/);
  const elsewhere = edited(TEMPLATE, [{ path, value: location.replace('globex', 'acme') }]);
  const { verdict, contract } = verify(production(elsewhere));
  expect(verdict).toBe('violated');
  expect(contract.failures.map(({ organization, row }) => `${organization} ${row}`)).toContain(
    'globex write-results',
  );
});

test('whatever value of its template is another one, an organization is of a form of its own, or nothing is decided', () => {
  const values = leavesOf(TEMPLATE['Resources'], ['Resources']).filter(([, , element]) =>
    ['Type', 'Properties', 'Metadata'].includes(String(element)),
  );
  const found = values.flatMap((path, index) => {
    const edit = { path, value: changed(valueAt(TEMPLATE, path)) };
    const isSampled = index % SORTED_ONE_IN === 0;
    return isSampled || !isTold(edit) ? [{ place: path.join('.'), isSampled, alike: alikeGlobex(edit) }] : [];
  });
  expect(found.filter(({ alike }) => alike !== 'undecided' && alike.join() !== 'globex')).toEqual([]);
  // Most changes can be read, or this would say little.
  expect(values.length).toBeGreaterThan(300);
  const sampled = found.filter(({ isSampled }) => isSampled);
  const undecided = sampled.filter(({ alike }) => alike === 'undecided');
  expect(undecided.length).toBeLessThan(sampled.length / 3);
}, 60_000);

const KEY = placeIn('AWS::KMS::Key');
const ROLE = placeIn('AWS::IAM::Role');
const POLICY = placeIn('AWS::IAM::ManagedPolicy');
const WORKGROUP = placeIn('AWS::Athena::WorkGroup');
const bucket = {
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName: 'globex-more', Tags: [{ Key: 'orgSlug', Value: 'globex' }] },
};

test.each<[string, Edit]>([
  ['another tag', { path: [...ROLE, 'Properties', 'Tags', 0, 'Value'], value: 'staging' }],
  ['another description', { path: [...KEY, 'Properties', 'Description'], value: 'Key of globex' }],
  ['a key that rotates later', { path: [...KEY, 'Properties', 'RotationPeriodInDays'], value: 400 }],
  ['a key that does not rotate', { path: [...KEY, 'Properties', 'EnableKeyRotation'], value: false }],
  ['a role of another name', { path: [...ROLE, 'Properties', 'RoleName'], value: 'globex-hub' }],
  ['a policy without a name', { path: [...POLICY, 'Properties', 'ManagedPolicyName'], value: undefined }],
  ['a policy for a user', { path: [...POLICY, 'Properties', 'Users'], value: ['ann'] }],
  ['a disabled workgroup', { path: [...WORKGROUP, 'Properties', 'State'], value: 'DISABLED' }],
  ['no workgroup', { path: WORKGROUP, value: undefined }],
  ['a resource more', { path: ['Resources', 'More'], value: bucket }],
])('an organization with %s is of a form of its own', (_what, edit) => {
  expect(alikeGlobex(edit)).toEqual(['globex']);
});

test('an organization with a role that says of no organization to be its own is not decided', () => {
  expect(alikeGlobex({ path: [...ROLE, 'Properties', 'Tags'], value: undefined })).toBe('undecided');
});

test.each<[string, Edit]>([
  ['a description', { path: ['Description'], value: 'Globex Corporation' }],
  ['a resource that is deleted with its stack', { path: [...KEY, 'DeletionPolicy'], value: 'Delete' }],
  ['an order of deployment', { path: [...ROLE, 'DependsOn'], value: [KEY[1] ?? ''] }],
])('%s, which no stack that is read holds, is no part of a form', (_what, edit) => {
  expect(production(edited(TEMPLATE, [edit]))).toEqual(production());
  expect(alikeGlobex(edit)).toEqual(['acme', 'acme-eu', 'globex']);
});

test('an output, which stands where other stacks refer to it, is no part of a form', () => {
  const edit = { path: ['Outputs', 'More'], value: { Value: 'globex' } };
  expect(production(edited(TEMPLATE, [edit]))).not.toEqual(production());
  expect(alikeGlobex(edit)).toEqual(['acme', 'acme-eu', 'globex']);
});
