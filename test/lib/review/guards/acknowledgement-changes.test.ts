import {
  acknowledgementChanges,
  type PlacedFinding,
} from '../../../../lib/review/guards/acknowledgement-changes';

function finding(
  slug: string | undefined,
  id = 'AwsSolutions-S1',
  reason = `of ${slug ?? 'all'}`,
): PlacedFinding {
  const stack = slug === undefined ? 'shared' : `organization-${slug}`;
  return { stack, path: `${stack}/Queue`, id, reason, ...(slug === undefined ? {} : { organization: slug }) };
}

const BASE = [finding(undefined), finding('acme'), finding('acme-eu')];

test('the same findings in another order are no change', () => {
  expect(acknowledgementChanges(BASE, BASE.toReversed())).toEqual({ added: [], removed: [] });
});

test('a new one of all organizations is told once', () => {
  const head = [...BASE, finding('acme-eu', 'New-1'), finding('acme', 'New-1')];
  expect(acknowledgementChanges(BASE, head)).toEqual({
    added: [
      {
        rule: 'New-1',
        path: 'organization-acme/Queue',
        organizations: ['acme', 'acme-eu'],
        reason: 'of acme',
      },
    ],
    removed: [],
  });
});

test('another reason is one that goes and one that comes', () => {
  const head = [finding(undefined, 'AwsSolutions-S1', 'because'), ...BASE.slice(1)];
  expect(acknowledgementChanges(BASE, head)).toEqual({
    added: [{ rule: 'AwsSolutions-S1', path: 'shared/Queue', organizations: [], reason: 'because' }],
    removed: [{ rule: 'AwsSolutions-S1', path: 'shared/Queue', organizations: [], reason: 'of all' }],
  });
});

test('what an organization brings that the others have is no news, and neither is what it takes along', () => {
  expect(acknowledgementChanges(BASE, [...BASE, finding('newco')])).toEqual({ added: [], removed: [] });
  expect(acknowledgementChanges(BASE, BASE.slice(0, 2))).toEqual({ added: [], removed: [] });
});

test('what a new organization brings that no other has is news', () => {
  const { added } = acknowledgementChanges(BASE, [...BASE, finding('newco', 'New-1')]);
  expect(added.map(({ rule, organizations }) => [rule, organizations])).toEqual([['New-1', ['newco']]]);
});
