import { SPECIFICATION } from '../../lib/isolation/specification';
import { readDocument } from './markdown';

test('every claim of the platform is described once, by its id, in the order in which it is judged', () => {
  const section = readDocument('docs/auditor/isolation-proof.md').split('\n## ')[1] ?? '';
  expect(section).toMatch(/^What is proved\n/);
  const described = [...section.matchAll(/^(\d+)\. \*\*.+?\*\* \(`([\w-]+)`\)\. /gm)].map(
    ([, number, id]) => `${number} ${id}`,
  );
  expect(described).toEqual(SPECIFICATION.claims.map(({ id }, index) => `${index + 1} ${id}`));
});
