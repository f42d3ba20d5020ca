import { formsOf, own, stackWith } from './sorted-by-form';

test('an organization that is called as a kind of resource that claims ask about is judged by itself', () => {
  const slugs = ['acme', 'association', 'globex', 'managed-instance'];
  expect(formsOf(...slugs.map((slug) => stackWith(slug, own(slug))))).toEqual([
    ['acme', 'globex'],
    ['association'],
    ['managed-instance'],
  ]);
});
