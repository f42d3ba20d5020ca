import { partsOf } from '../contract/organization-parts';
import type { Form, NamedOrganization } from '../forms';
import type { Model } from '../model';
import { SLUG_STAND_INS, withSlugStandIns } from './slug-text';

/**
 * Splits forms so that the names and construct paths of their organizations differ in the slug only: then one
 * matrix, with a stand-in for the slug, is word by word the matrix of each of them.
 */
export function splitByWords(model: Model, forms: readonly Form[]): Form[] {
  return forms.flatMap(({ organizations }) => {
    const alike = new Map<string, NamedOrganization[]>();
    for (const organization of organizations) {
      const words = wordsOf(model, organization).join('\n');
      const members = alike.get(words);
      if (members === undefined) alike.set(words, [organization]);
      else members.push(organization);
    }
    return [...alike.values()].flatMap((members): Form[] =>
      members[0] === undefined ? [] : [{ representative: members[0].slug, organizations: members }],
    );
  });
}

function wordsOf(model: Model, { slug, names }: NamedOrganization): string[] {
  const places = partsOf(model, slug).resources.flatMap(({ stack, path, properties }) => [
    stack.name,
    path,
    JSON.stringify(properties['ManagedPolicyName'] ?? ''),
  ]);
  return [...names, ...places].map((text) => withSlugStandIns(text, slug, SLUG_STAND_INS.shown));
}
