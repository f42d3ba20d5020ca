import type { Contract } from '../../../../packages/isolation-proof/src/contract/contract';
import type {
  ConcreteRequest,
  Context,
  ContextValue,
} from '../../../../packages/isolation-proof/src/decide/request';
import { askedOf } from '../../../../packages/isolation-proof/src/forms/form-texts';
import { readTenantModel } from '../../../../packages/isolation-proof/src/specification/read-tenant-model';
import { stackOf } from '../fixtures/stack-of';
import { FOLDERS } from './sorted-by-form';

const KNOWN = readTenantModel([], FOLDERS);

/** Texts of what a contract asks about a tenant, with requests of these. */
function asked(
  ...requests: readonly Pick<ConcreteRequest, 'context' | 'requester' | 'resource'>[]
): string[] {
  const contract: Contract = {
    rows: { allowed: [], denied: [] },
    of: (_known, tenant) => ({
      operations: [],
      operationsAlone: () =>
        requests.map((request) => ({
          row: 'row',
          sentence: 'so',
          organization: tenant,
          expected: 'allowed',
          requests: [{ ...request, action: 'x:y', resource: `${request.resource}/${tenant}` }],
        })),
      absentKinds: [],
      unclassified: [],
    }),
  };
  return [...askedOf(contract, { ...KNOWN, owner: 'acme', stacks: [stackOf({})] })];
}

const NONE: Context = new Map();

test('a contract asks with resources, values of the context, and whoever makes requests', () => {
  const context: Context = new Map<string, ContextValue>([
    ['one', 'value'],
    ['several', ['first', 'second']],
    ['absent', undefined],
  ]);
  const requester = {
    ...{ arn: 'arn', identity: [], boundary: undefined },
    facts: new Map([
      ['known', { kind: 'text', text: 'fact' } as const],
      ['absent', { kind: 'absent' } as const],
    ]),
  };
  expect(asked({ requester, resource: 'resource', context })).toStrictEqual([
    ...['resource/acme', 'value', 'first', 'second', 'arn', 'fact'],
  ]);
});

test('services and those whom a provider signed in are asked about by their names', () => {
  expect(
    asked(
      { requester: { service: 'service' }, resource: 'one', context: NONE },
      { requester: { federated: 'provider' }, resource: 'two', context: NONE },
    ),
  ).toStrictEqual(['one/acme', 'two/acme', 'service', 'provider']);
});

test('nothing is asked where something is missing to ask about', () => {
  const of = jest.fn(() => ({ missing: ['a bucket'] }));
  const contract: Contract = { rows: { allowed: [], denied: [] }, of };
  expect(askedOf(contract, { ...KNOWN, owner: 'acme', stacks: [] })).toStrictEqual(new Set());
  expect(of).toHaveBeenCalledWith(KNOWN, 'acme');
});
