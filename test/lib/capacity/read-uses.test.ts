import { capacityOfUses } from '../../../lib/capacity/capacity';
import type { CapacityStack } from '../../../lib/capacity/capacity-stack';
import { monthlyCostOfUses } from '../../../lib/capacity/monthly-cost';
import { readUses } from '../../../lib/capacity/read-uses';
import { type TemplateUse, templateUse } from '../../../lib/capacity/template-use';
import { environment, organization } from '../../fixtures/environment';
import { resources, stackOf, tagsOf } from './templates';

const SLUGS = ['acme', 'acme-eu', 'globex', 'a-b-c-d'];
const CONFIG = environment({ organizations: SLUGS.map((slug) => organization(slug)) });

/** With its own names in everything: a policy as long as the slug makes it, a database with underscores. */
function stack(slug: string, more = {}): CapacityStack {
  return stackOf(`ts-test-organization-${slug}`, {
    Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true, Tags: tagsOf(slug) } },
    Database: {
      Type: 'AWS::Glue::Database',
      Properties: { DatabaseInput: { Name: slug.replaceAll('-', '_') } },
    },
    Policy: { Type: 'AWS::IoT::Policy', Properties: { PolicyDocument: { Resource: `role-alias/${slug}` } } },
    ...more,
  });
}

function textsOf(stacks: readonly CapacityStack[]): { name: string; text: string }[] {
  return stacks.map(({ name, template }) => ({ name, text: JSON.stringify(template, undefined, 1) }));
}

const SHARED = stackOf('ts-test-shared', resources('AWS::KMS::Key', 1));
const STACKS = [SHARED, ...SLUGS.map((slug) => stack(slug))];

test('organizations of one form are told as if each were read, though one is', () => {
  const each = STACKS.map((one) => templateUse(one, CONFIG));
  const parse = jest.spyOn(JSON, 'parse');
  const uses = readUses(textsOf(STACKS), CONFIG);
  expect(parse.mock.calls.map(([text]) => /a-b-c-d|acme-eu|acme|globex/.exec(text)?.[0])).toEqual([
    undefined,
    'acme-eu',
  ]);
  parse.mockRestore();
  expect(capacityOfUses(uses, CONFIG)).toEqual(withoutPlaces(capacityOfUses(each, CONFIG), uses));
  expect(monthlyCostOfUses(uses, CONFIG)).toEqual(monthlyCostOfUses(each, CONFIG));
});

/** Where several are as large, any place is right; the longest name tells the largest. */
function withoutPlaces(capacity: ReturnType<typeof capacityOfUses>, uses: readonly TemplateUse[]): unknown {
  const places = new Map(capacityOfUses(uses, CONFIG).quotas.map(({ key, place }) => [key, place]));
  return {
    ...capacity,
    quotas: capacity.quotas.map((use) =>
      use.place === undefined ? use : { ...use, place: places.get(use.key) },
    ),
  };
}

test('the size is that of the longest name', () => {
  const { quotas } = capacityOfUses(readUses(textsOf(STACKS), CONFIG), CONFIG);
  expect(quotas.find(({ key }) => key === 'iot-policy-size')?.use).toBe(
    JSON.stringify({ Resource: 'role-alias/acme-eu' }).length,
  );
});

test('an organization of another form is read by itself', () => {
  const others = STACKS.map((one) =>
    one.name.endsWith('-globex') ? stack('globex', resources('AWS::IAM::Role', 3, 'globex')) : one,
  );
  const { quotas } = capacityOfUses(readUses(textsOf(others), CONFIG), CONFIG);
  expect(quotas.find(({ key }) => key === 'iam-roles')).toMatchObject({ use: 3, perOrganization: 3 });
});

test('tags that are a map tell whose a template is, too', () => {
  const mapped = (slug: string): CapacityStack =>
    stackOf(slug, { W: { Type: 'AWS::Athena::WorkGroup', Properties: { Tags: { orgSlug: slug } } } });
  const uses = readUses(textsOf([mapped('acme'), mapped('acme-eu')]), CONFIG);
  expect(uses.map(({ counts }) => [...counts.keys()])).toEqual([['acme'], ['acme-eu']]);
});
