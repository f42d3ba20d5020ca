import { partsOf } from '../contract/organization-parts';
import type { Form, NamedOrganization } from '../forms';
import type { Model } from '../model';
import { SLUG_STAND_INS, withSlugStandIns } from '../slug-text';

/**
 * Splits forms so that the names and construct paths of their organizations differ in the slug only, and the
 * names of their statements not at all: then one matrix, with a stand-in for the slug, is word by word the matrix of each of them.
 */
export function splitByWords(model: Model, forms: readonly Form[]): Form[] {
  const statements = statementNames(model);
  return forms.flatMap(({ organizations }) => {
    const alike = new Map<string, NamedOrganization[]>();
    for (const organization of organizations) {
      const words = [...wordsOf(model, organization), ...(statements.get(organization.slug) ?? [])].join(
        '\n',
      );
      const members = alike.get(words);
      if (members === undefined) alike.set(words, [organization]);
      else members.push(organization);
    }
    return [...alike.values()].flatMap((members): Form[] =>
      members[0] === undefined ? [] : [{ representative: members[0].slug, organizations: members }],
    );
  });
}

/** Names of statements, which no form depends on, by organization. */
function statementNames({ principals, guarded }: Model): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { owner = '', ...own } of [...principals, ...guarded]) {
    const names = found.get(owner) ?? [];
    found.set(owner, names);
    const statements = 'policy' in own ? own.policy : own.identity;
    names.push(...statements.map(({ name }) => name));
  }
  return found;
}

function wordsOf(model: Model, { slug, names }: NamedOrganization): string[] {
  const places = partsOf(model, slug).resources.flatMap(({ stack, path, properties }) => [
    stack.name,
    path,
    JSON.stringify(properties['ManagedPolicyName'] ?? ''),
  ]);
  return [...names, ...places].map((text) => withSlugStandIns(text, slug, SLUG_STAND_INS.shown));
}
