import { join } from 'node:path';
import { loadEnvironment } from '../../config/load-environment';
import { capacityOf } from '../../lib/capacity/capacity';
import { COUNTED_TYPES, NOT_LIMITED } from '../../lib/capacity/counted-types';
import { monthlyCost } from '../../lib/capacity/monthly-cost';
import { templateUse } from '../../lib/capacity/template-use';
import type { Json } from '../../packages/isolation-proof/src/templates/json';
import { BY_OIDC } from '../fixtures/analysts';
import { environment, organization, PIPELINES } from '../fixtures/environment';
import { synthesize, wholeOf } from '../fixtures/synthesize';

const production = {
  ...loadEnvironment('production', join(__dirname, '..', '..', 'environments')),
  compliancePacks: [],
};
/** With everything that an environment may have for an organization. */
const everything = environment({
  athenaCreateIamUser: true,
  analysts: BY_OIDC,
  pipelines: { ...PIPELINES, createDefaultDatabase: true },
  organizations: [
    organization('acme'),
    organization('acme-eu', { status: 'suspended', athenaUsers: ['ann', 'ben'] }),
  ],
});

function stacksOf(config: typeof everything): { name: string; template: Json }[] {
  return Object.entries(synthesize(wholeOf(config))).map(([name, template]) => ({
    name,
    template: template as unknown as Json,
  }));
}

describe.each([
  ['production', production],
  ['an environment with everything', everything],
])('of %s', (_name, config) => {
  const stacks = stacksOf(config);

  test('every type that organizations have is counted by a quota, or has a reason why it is not limited', () => {
    const types = stacks.flatMap((stack) =>
      [...templateUse(stack, config).types].flatMap(([owner, of]) =>
        owner === undefined ? [] : [...of.keys()],
      ),
    );
    expect(types.length).toBeGreaterThan(20);
    expect([...new Set(types)].filter((type) => !COUNTED_TYPES.has(type) && !NOT_LIMITED.has(type))).toEqual(
      [],
    );
  });

  test('every type has a price, or is known to be free while nobody uses it', () => {
    expect(monthlyCost(stacks, config).unpriced).toEqual([]);
  });

  test('every organization has a key, a stack and a role alias of its own, and no bucket', () => {
    const { quotas } = capacityOf(stacks, config);
    const each = new Map(quotas.map(({ key, perOrganization }) => [key, perOrganization]));
    expect(each.get('kms-keys')).toBe(1);
    expect(each.get('cloudformation-stacks')).toBe(1);
    expect(each.get('iot-role-aliases')).toBe(1);
    expect(each.get('s3-buckets')).toBe(0);
  });

  test('what is shared uses as much with one more organization', () => {
    const more = { ...config, organizations: [...config.organizations, organization('one-more')] };
    const sharedOf = (of: typeof config): unknown =>
      capacityOf(stacksOf(of), of).quotas.map(({ key, shared }) => [key, shared]);
    expect(sharedOf(more)).toEqual(sharedOf(config));
  });

  test('nothing is scarce', () => {
    expect(capacityOf(stacks, config).quotas.filter(({ level }) => level !== 'enough')).toEqual([]);
  });
});
