import type { Evidence } from '../../../../packages/isolation-proof/src/claims/evidence';
import { examine } from '../../../../packages/isolation-proof/src/judge/examine';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { inlinePolicy, policyOf, roleOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const SPECIFICATION: Specification = { tenants: TAGS, tenancyOf: () => NOTHING_SHARED, claims: [] };
const tenant = (slug: string): StackTemplate => stackOf({ Role: roleOf(slug) }, slug);
const SHARED = stackOf({ Role: roleOf('shared', { Tags: [] }) }, 'shared');
/** Three tenants that are alike, and a stack of none. */
const THREE = [SHARED, ...['acme', 'beta', 'gamma'].map(tenant)];
/** A policy that is no tenant's, of a role. */
const attached = (role: string): StackTemplate =>
  stackOf(
    {
      Policy: [
        'AWS::IAM::ManagedPolicy',
        { Roles: [role], PolicyDocument: policyOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) },
      ],
    },
    'policy',
  );

const read = (stacks: readonly StackTemplate[], everyOrganization?: boolean): string[] => {
  const names = ({ model }: Evidence): string[] => model.stacks.map(({ name }) => name);
  return everyOrganization === undefined
    ? examine(stacks, SPECIFICATION, names)
    : examine(stacks, SPECIFICATION, names, { everyOrganization });
};

test('reads two tenants of each form, in their order, unless every one is asked for', () => {
  expect(read([...THREE].reverse())).toStrictEqual(['gamma', 'beta', 'shared']);
  expect(read(THREE)).toStrictEqual(['shared', 'acme', 'beta']);
  expect(read(THREE, false)).toStrictEqual(['shared', 'acme', 'beta']);
  expect(read(THREE, true)).toStrictEqual(['shared', 'acme', 'beta', 'gamma']);
});

test('reads every tenant where stacks hold several of them', () => {
  const mixed = stackOf({ Acme: roleOf('acme'), Beta: roleOf('beta') }, 'mixed');
  const stacks = [mixed, ...['c', 'd', 'e'].map(tenant)];
  const names = examine(stacks, { ...SPECIFICATION, tenants: { owner: TAGS.owner } }, ({ model }) =>
    model.stacks.map(({ name }) => name),
  );
  expect(names).toStrictEqual(['mixed', 'c', 'd', 'e']);
});

test('says what is wrong with every tenant', () => {
  const strayed = stackOf({ Role: roleOf('gamma'), Bucket: ['AWS::S3::Bucket', {}] }, 'gamma');
  expect(() => read([...THREE.slice(0, 3), strayed])).toThrow('gamma/Bucket: does not carry the tag orgSlug');
});

test('says it of those, too, that others stand for', () => {
  const strayed = ['acme', 'beta', 'gamma'].map((slug) =>
    stackOf({ Role: roleOf(slug), Bucket: ['AWS::S3::Bucket', {}] }, slug),
  );
  expect(() => read(strayed)).toThrow('gamma/Bucket: does not carry the tag orgSlug');
});

test('reads every tenant where what is shared is attached to what one makes that others stand for', () => {
  expect(read([attached('gamma-role'), ...THREE])).toStrictEqual([
    'policy',
    'shared',
    'acme',
    'beta',
    'gamma',
  ]);
});

test('says what is not understood of two tenants that are alike', () => {
  const strange = ['acme', 'beta', 'gamma'].map((slug) =>
    stackOf({ Role: roleOf(slug, inlinePolicy({ Effect: 'Perhaps', Action: '*', Resource: '*' })) }, slug),
  );
  const places = (stacks: readonly StackTemplate[]): unknown => {
    try {
      return read(stacks);
    } catch (error) {
      return error instanceof UndecidedError ? error.unknowns.map(({ place }) => place) : error;
    }
  };
  expect(places(strange)).toStrictEqual(['acme/Role', 'beta/Role']);
  expect(places([attached('gamma-role'), ...strange])).toStrictEqual(['acme/Role', 'beta/Role']);
  expect(places([attached('nobody'), ...THREE])).toStrictEqual(['policy/Policy']);
});

test('of what is not understood is undecided, and other errors are what they are', () => {
  const fail = (error: Error) => (): never => {
    throw error;
  };
  const undecided = (): unknown =>
    examine(THREE, SPECIFICATION, fail(new NotUnderstoodError('it is strange')));
  expect(undecided).toThrow(UndecidedError);
  expect(undecided).toThrow('the templates: it is strange');
  const broken = new Error('broken');
  expect(() => examine(THREE, SPECIFICATION, fail(broken))).toThrow(broken);
});

describe('what an app says of whose what is', () => {
  const namesBy = (tenancyOf: Specification['tenancyOf']): string =>
    examine(THREE, { ...SPECIFICATION, tenancyOf }, ({ model }) =>
      model.stacks.map(({ name }) => name).join(),
    );
  /** Fails as long as not every tenant is read. */
  const unlessWhole =
    (error: Error): Specification['tenancyOf'] =>
    ({ stacks }) => {
      if (stacks.length < THREE.length) throw error;
      return NOTHING_SHARED;
    };

  test('is asked again of every tenant, where it is not understood of two', () => {
    expect(namesBy(unlessWhole(new NotUnderstoodError('who is it?')))).toBe('shared,acme,beta,gamma');
  });

  test('is undecided where it is not understood of all', () => {
    const never = (): never => {
      throw new NotUnderstoodError('who is it?');
    };
    expect(() => namesBy(never)).toThrow(
      new UndecidedError([{ place: 'the templates', reason: 'who is it?' }]),
    );
  });

  test('is not asked again after an error of the app', () => {
    const broken = new TypeError('a bug');
    let asked = 0;
    const fails = (): never => {
      asked += 1;
      throw broken;
    };
    expect(() => namesBy(fails)).toThrow(broken);
    expect(asked).toBe(1);
  });
});
