import { questionsOf } from '../../../../packages/isolation-proof/src/specification/questions-of';
import { readTenantModel } from '../../../../packages/isolation-proof/src/specification/read-tenant-model';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { policyOf, roleOf, twoOrganizations } from '../fixtures/organizations';
import { subject } from '../fixtures/statements-and-requests';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const SPECIFICATION: Specification = { tenants: TAGS, tenancyOf: () => NOTHING_SHARED, claims: [] };
const claim = (id: string, asksWith?: readonly string[]): Specification['claims'][number] => ({
  id,
  title: id,
  about: 'tenants',
  judge: () => ({
    violations: [],
    coverage: { subjects: 0, principals: 0, statements: 0, questions: 0 },
    notes: [],
  }),
  ...(asksWith === undefined ? {} : { asksWith }),
});

describe('what a specification asks', () => {
  it('is asked with the values of all claims', () => {
    const claims = [claim('a', ['x', 'y']), claim('b'), claim('c', ['z'])];

    expect(questionsOf({ ...SPECIFICATION, claims }).asksWith).toStrictEqual(['x', 'y', 'z']);
  });

  it('is asked of the model of the stacks, with the contract', () => {
    const contract = { rows: { allowed: [], denied: [] }, of: () => ({ missing: [] }) };
    const questions = questionsOf({ ...SPECIFICATION, contract });
    const stacks = twoOrganizations();

    expect(questions.contract).toBe(contract);
    expect(questions.read(stacks).model.principals.map(({ owner }) => owner)).toStrictEqual([
      'acme',
      'acme-eu',
    ]);
  });
});

describe('what is read of the stacks', () => {
  it('has what is whose of the model that is read', () => {
    const stacks = twoOrganizations();
    const { model, tenancy } = readTenantModel(stacks, {
      ...SPECIFICATION,
      tenancyOf: (read) => ({ ...NOTHING_SHARED, taggedResources: read.principals.map(({ arn }) => arn) }),
    });

    expect(model.stacks).toBe(stacks);
    expect(tenancy.taggedResources).toStrictEqual(model.principals.map(({ arn }) => arn));
  });

  it('has principals that no template makes behind those of the templates', () => {
    const elsewhere = {
      ...subject('arn:aws:iam::111122223333:role/elsewhere', []),
      kind: 'role',
      owner: undefined,
      trust: [],
      source: stackOf({ Topic: ['AWS::SNS::Topic', {}] }).resources.get('Topic'),
    } as unknown as ReturnType<NonNullable<Specification['principalsElsewhere']>>[number];
    const counts: number[] = [];
    const { model } = readTenantModel(twoOrganizations(), {
      ...SPECIFICATION,
      principalsElsewhere: ({ principals }) => {
        counts.push(principals.length);
        return [elsewhere];
      },
    });

    expect(counts).toStrictEqual([2]);
    expect(model.principals).toHaveLength(3);
    expect(model.principals[2]).toBe(elsewhere);
  });

  const MANAGED = {
    Role: roleOf('acme', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
  };
  const DOCUMENT: JsonObject = policyOf({
    Sid: 'Read',
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: '*',
  });

  it('takes the documents of AWS managed policies from the specification', () => {
    const { model } = readTenantModel(twoOrganizations(MANAGED), {
      ...SPECIFICATION,
      awsManagedPolicies: { ReadOnlyAccess: DOCUMENT },
    });

    expect(model.principals[0]?.identity.map(({ name }) => name)).toStrictEqual(['Read']);
  });

  it.each<[string, ReturnType<typeof twoOrganizations>, Partial<Specification>]>([
    [
      'an AWS managed policy',
      twoOrganizations(MANAGED),
      { awsManagedPolicies: { ReadOnlyAccess: DOCUMENT } },
    ],
    [
      'a type that is not known',
      twoOrganizations({ Odd: ['AWS::Odd::Thing', {}] }),
      { declare: { 'AWS::Odd::Thing': { grants: 'nothing', because: 'it is odd' } } },
    ],
    [
      'another account',
      twoOrganizations().map((stack, index) => ({ ...stack, account: `11112222333${index}` })),
      { accounts: 'as one' },
    ],
  ])('is undecided with %s, unless the specification says what it is', (_what, stacks, more) => {
    expect(() => readTenantModel(stacks, SPECIFICATION)).toThrow(UndecidedError);
    expect(readTenantModel(stacks, { ...SPECIFICATION, ...more }).model.stacks).toHaveLength(2);
  });
});
