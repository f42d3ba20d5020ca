import type { Contract } from '../../../../packages/isolation-proof/src/contract/contract';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { FOLDERS, own, sortedByForm, stackWith } from './sorted-by-form';

const stacksOf = (...slugs: readonly string[]): StackTemplate[] =>
  slugs.map((slug) => stackWith(slug, own(slug)));

/** A contract of one request about each tenant. */
function contractOf(resource: (tenant: string) => string, heard: string[] = []): Contract {
  return {
    rows: { allowed: [], denied: [] },
    of: ({ model }, tenant) => {
      heard.push(model.stacks.map(({ name, resources }) => `${name}: ${resources.size}`).join());
      const request = {
        requester: { service: 'x.amazonaws.com' },
        action: 's3:GetObject',
        resource: resource(tenant),
        context: new Map(),
      };
      const operation = {
        row: 'row',
        sentence: 'so',
        organization: tenant,
        expected: 'denied' as const,
        requests: [request],
      };
      return { operations: [], operationsAlone: () => [operation], absentKinds: [], unclassified: [] };
    },
  };
}

test('names that only requests have are names, too, that no other organization may have', () => {
  const contract = contractOf((tenant) => `arn:aws:s3:::asked/${tenant}-eu`);
  expect(
    sortedByForm(stacksOf('acme', 'acme-eu', 'globex', 'initech'), { ...FOLDERS, contract }),
  ).toStrictEqual([['acme'], ['acme-eu'], ['globex', 'initech']]);
});

test('words that only requests have belong to nobody', () => {
  const contract = contractOf(() => 'arn:aws:s3:::globex-role');
  expect(sortedByForm(stacksOf('acme', 'globex', 'initech'), { ...FOLDERS, contract })).toStrictEqual([
    ['acme', 'initech'],
    ['globex'],
  ]);
});

test('requests are made where the first of all stacks is deployed to, of which nothing else is read', () => {
  const heard: string[] = [];
  const first = stackWith('hooli', [own('hooli'), 'x']);
  const contract = contractOf((tenant) => tenant, heard);
  const more = stacksOf('acme', 'globex');
  expect(sortedByForm([first, ...more], { ...FOLDERS, contract })).toStrictEqual([
    ['hooli'],
    ['acme', 'globex'],
  ]);
  expect(heard).toStrictEqual(['shared: 0,shared: 1,\uE000: 1', 'shared: 0,shared: 1,\uE000: 1']);
});
