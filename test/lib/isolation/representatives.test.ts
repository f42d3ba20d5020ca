import { examine, prove, verifyEvidence } from '../../../lib/isolation/proof';
import { isObject, type Json } from '../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { environment, organization } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const ENVIRONMENT = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};
const SLUGS = ['acme', 'acme-eu', 'globex', 'initech'];
const TEMPLATES = JSON.stringify(
  synthesize(wholeOf(environment({ organizations: SLUGS.map((slug) => organization(slug)) }))),
);

/** Four organizations of one form, with texts of the last one's stack replaced. */
function stacksWith(replaced = '', by = ''): StackTemplate[] {
  const templates = JSON.parse(TEMPLATES) as Record<string, Json>;
  return Object.entries(templates).map(([name, template]) => {
    const text = JSON.stringify(template);
    const changed = name.endsWith('-initech') && replaced !== '' ? text.replaceAll(replaced, by) : text;
    if (name.endsWith('-initech') && replaced !== '') expect(changed).not.toBe(text);
    const stack = readTemplate(name, JSON.parse(changed) as Json, ENVIRONMENT);
    if (typeof stack === 'string' || !isObject(template)) throw new Error(name);
    return stack;
  });
}

/** What is proved, with as much as does not depend on how many were read. */
function provedOf({
  verdict,
  organizations,
  forms,
  principals,
  actionClasses,
  claims,
}: ReturnType<typeof prove>) {
  return {
    verdict,
    organizations,
    forms,
    principals,
    actionClasses,
    claims: claims.map(({ id, verdict: of, violations }) => [id, of, violations.length]),
  };
}

test('two organizations of a form stand for all: the proof is that of every organization', () => {
  const stacks = stacksWith();
  const every = examine(stacks, (evidence) => verifyEvidence(evidence).proof);
  expect(every).toMatchObject({ verdict: 'proved', organizations: 4, forms: 1 });
  expect(provedOf(prove(stacks))).toEqual(provedOf(every));
});

test.each([
  ["the neighbour's folder", '/initech/*', '/acme/*'],
  ['every folder', '/initech/*', '/*'],
  ["the neighbour's parameters", 'parameter/test/initech/', 'parameter/test/globex/'],
])('a mistake in an organization that represents no other is found: %s', (_what, replaced, by) => {
  const stacks = stacksWith(replaced, by);
  const every = examine(stacks, (evidence) => verifyEvidence(evidence).proof);
  expect(every.verdict).toBe('violated');
  expect(provedOf(prove(stacks))).toEqual(provedOf(every));
});
