import { join } from 'node:path';
import { loadEnvironment } from '../../../config/load-environment';
import { SPECIFICATION } from '../../../lib/isolation/specification';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import { examine } from '../../../packages/isolation-proof/src/judge/examine';
import { judge } from '../../../packages/isolation-proof/src/judge/prove';
import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const ENVIRONMENTS = join(__dirname, '..', '..', '..', 'environments');

test.each([
  ['local', 'acme-eu'],
  ['regulated', 'globex'],
])(
  '%s is proved with %s alone, which gets no audit, as whoever adds an organization synthesizes it',
  (name, slug) => {
    const shipped = loadEnvironment(name, ENVIRONMENTS);
    const organizations = shipped.organizations.filter((organization) => organization.slug === slug);
    expect(organizations).toEqual([expect.not.objectContaining({ audit: true })]);
    const { account, region } = shipped;
    const place = { account, region: region.name, partition: region.partition, dnsSuffix: region.dnsSuffix };
    const templates = JSON.parse(
      JSON.stringify(synthesize(wholeOf({ ...shipped, organizations }))),
    ) as Record<string, JsonObject>;
    const stacks = Object.entries(templates).map(([stackName, template]) => {
      const stack = readTemplate(stackName, template, place);
      if (typeof stack === 'string') throw new Error(stack);
      return stack;
    });
    const { claims } = examine(stacks, SPECIFICATION, (evidence) => judge(evidence, SPECIFICATION.claims));
    expect(claims.filter(({ verdict }) => verdict !== 'proved' && verdict !== 'nothing to ask')).toEqual([]);
    expect(claims.find(({ id }) => id === 'access-logs')?.verdict).toBe('proved');
  },
);
