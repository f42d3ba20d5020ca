import type { Contract } from '../../../../packages/isolation-proof/src/contract/contract';
import { verify, verifyAssembly } from '../../../../packages/isolation-proof/src/judge/verify';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { STACK, within } from '../assembly/written-assembly';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { roleOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const SPECIFICATION = {
  tenants: TAGS,
  tenancyOf: () => NOTHING_SHARED,
  claims: [
    {
      id: 'held',
      title: 'It holds',
      about: 'things',
      judge: () => ({
        violations: [],
        coverage: { subjects: 1, principals: 1, statements: 1, questions: 1 },
        notes: [],
      }),
    },
  ],
};
const SLUGS = ['acme', 'beta', 'gamma'];
const STACKS = SLUGS.map((slug) => stackOf({ Role: roleOf(slug) }, slug));

test('without a contract nothing is asked of it', () => {
  const { milliseconds, ...contract } = verify(STACKS, SPECIFICATION).contract;
  expect(contract).toStrictEqual({ rows: 0, nothingToAsk: [], requests: 0, failures: [] });
  expect(milliseconds).toBeGreaterThanOrEqual(0);
});

test('a contract is asked about one tenant of each form', () => {
  const asked: string[] = [];
  const contract: Contract = {
    rows: { allowed: [], denied: [] },
    of: (_known, slug) => {
      asked.push(slug);
      return { missing: ['a bucket'] };
    },
  };
  const { failures } = verify(STACKS, { ...SPECIFICATION, contract }).contract;
  // Forms ask about a name that is nobody's, for the texts that the contract asks with.
  expect(asked.filter((slug) => SLUGS.includes(slug))).toStrictEqual(['acme']);
  expect(failures).toHaveLength(1);
});

test('of an assembly, the same is verified as of its stacks', () => {
  const template = (slug: string): JsonObject => {
    const [Type, Properties] = roleOf(slug);
    return { Resources: { Role: { Type, Properties } } };
  };
  const files = {
    'manifest.json': {
      artifacts: Object.fromEntries(
        SLUGS.map((slug) => [slug, { ...STACK, properties: { templateFile: `${slug}.json` } }]),
      ),
    },
    ...Object.fromEntries(SLUGS.map((slug) => [`${slug}.json`, template(slug)])),
  };
  expect(within(files, (directory) => verifyAssembly(directory, SPECIFICATION))).toMatchObject({
    verdict: 'proved',
    proof: { organizations: 3, forms: 1 },
    slugs: SLUGS,
  });
});
