import type { Form, NamedOrganization } from '../forms/form';
import { SLUG_STAND_INS, withSlugStandIns } from '../forms/slug-text';

/**
 * Splits forms so that the names of their organizations differ in the slug only, and not in what existing users
 * are called: then one matrix, with a stand-in for the slug, is word by word the matrix of each of them.
 */
export function splitByWords(forms: readonly Form[]): Form[] {
  return forms.flatMap(({ organizations }) => {
    const alike = new Map<string, NamedOrganization[]>();
    for (const organization of organizations) {
      const words = wordsOf(organization).join('\n');
      const members = alike.get(words);
      if (members === undefined) alike.set(words, [organization]);
      else members.push(organization);
    }
    return [...alike.values()].flatMap((members): Form[] =>
      members[0] === undefined ? [] : [{ representative: members[0].slug, organizations: members }],
    );
  });
}

function wordsOf({ slug, names }: NamedOrganization): string[] {
  return names.map((name) => withSlugStandIns(name, slug, SLUG_STAND_INS.shown));
}
