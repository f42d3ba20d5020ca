import { SPECIFICATION } from '../../lib/isolation/specification';
import { readDocument } from './markdown';

test('every claim of the platform is described, in the order in which it is judged', () => {
  const section = readDocument('docs/auditor/isolation-proof.md').split('\n## ')[1] ?? '';
  expect(section).toMatch(/^What is proved\n/);
  const described = [...section.matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) => Number(number));
  expect(described).toEqual(SPECIFICATION.claims.map((_, index) => index + 1));
});
