import { unusedAllowances } from '../../../../lib/review/resources/allowances';
import { resourceChanges } from '../../../../lib/review/resources/resource-changes';
import type { ResourceChanges } from '../../../../lib/review/resources/resource-change';
import type { SideStack } from '../../../../lib/review/sides/side-stack';
import { stackOf } from '../sides-of-test';

const SLUGS = ['acme', 'acme-eu'];

function stacks(name: (slug: string) => string): SideStack[] {
  return SLUGS.map((slug) =>
    stackOf(
      `organization-${slug}`,
      {
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: { QueueName: name(slug) },
          Metadata: { 'aws:cdk:path': `organization-${slug}/Queue` },
        },
      },
      slug,
    ),
  );
}

function replaced(...allowed: string[]): ResourceChanges {
  return resourceChanges(
    stacks((slug) => `${slug}-a`),
    stacks((slug) => `${slug}-b`),
    new Set(allowed),
  );
}

test.each<[string, string[], boolean]>([
  ['nothing', [], false],
  ['the logical id', ['Queue'], true],
  ['the path of one organization', ['organization-acme/Queue'], false],
  ['the paths of all', ['organization-acme/Queue', 'organization-acme-eu/Queue'], true],
  ['another id', ['Queu'], false],
])('a replacement is allowed by %s: %s -> %s', (_, allowed, isAllowed) => {
  expect(replaced(...allowed).resources.map((change) => change.isAllowed)).toEqual([isAllowed]);
});

test('a stack may go if its name is given', () => {
  const base = [stackOf('audit', { Trail: { Type: 'AWS::CloudTrail::Trail' } })];
  const { stacks: told } = resourceChanges(base, [], new Set(['audit']));
  expect(told.map(({ isAllowed }) => isAllowed)).toEqual([true]);
});

test('what nothing needs is unused', () => {
  const { resources, stacks: told } = replaced();
  const allowed = ['Queue', 'organization-acme-eu/Queue', 'organization-globex/Queue', 'Queu'];
  expect(unusedAllowances(resources, told, allowed)).toEqual(['organization-globex/Queue', 'Queu']);
});
