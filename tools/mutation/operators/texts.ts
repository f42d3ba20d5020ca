import { isFreeText } from '../../../packages/isolation-proof/src/resources/free-texts';
import { textsWithin } from '../edit';
import { type ResourceSite, slugPattern } from '../ground';
import { type Edits, joined, type Operator, resourceOperator, statementOperator } from './operator';

type Slugs = NonNullable<ResourceSite['organization']>;

/** Elements of a statement that hold texts with names in them. */
const ELEMENTS = ['Resource', 'NotResource', 'Principal', 'Condition'];

/**
 * Changes every text of every statement, and of every resource's other properties.
 * @param mayBeFree whether it is a mistake in a free text, too: no character of one decides on access, names do
 */
function textOperator(
  name: string,
  description: string,
  mayBeFree: boolean,
  change: (text: string, slugs: Slugs | undefined) => readonly string[],
): Operator {
  const editsIn = (texts: ReturnType<typeof textsWithin>, { organization }: ResourceSite): readonly Edits[] =>
    texts.flatMap(({ path, text }) =>
      [...new Set(change(text, organization))]
        .filter((changed) => changed !== text)
        .map((changed) => [{ path, value: changed }]),
    );
  return joined(
    name,
    description,
    statementOperator(name, description, ({ statement, site }) =>
      editsIn(
        ELEMENTS.flatMap((element) => textsWithin(statement[element], [element])),
        site,
      ),
    ),
    resourceOperator(name, description, (site) =>
      editsIn(
        textsWithin(site.resource.properties).filter(
          ({ path }) => isName(path) && (mayBeFree || !isFreeText(site.resource.type, path)),
        ),
        site,
      ),
    ),
  );
}

/** Statements have mutants of their own, and what only people read has none. */
function isName(path: readonly (string | number)[]): boolean {
  return !path.includes('Statement') && !path.some((step) => String(step).endsWith('Description'));
}

/** Changes the slug, wherever a text has it. */
function slugOperator(
  name: string,
  description: string,
  change: (word: string, slugs: Slugs) => readonly string[],
): Operator {
  return textOperator(name, description, true, (text, slugs) => {
    if (slugs === undefined) return [];
    const pattern = slugPattern(slugs.slug);
    const words = text.match(pattern) ?? [];
    const [word] = words;
    return word === undefined ? [] : change(word, slugs).map((changed) => text.replace(pattern, changed));
  });
}

export const TEXT_OPERATORS: readonly Operator[] = [
  textOperator('drop-slash', 'leaves out a slash', false, (text) =>
    Array.from(text.matchAll(/\//g), ({ index }) => text.slice(0, index) + text.slice(index + 1)),
  ),
  slugOperator('slug-to-other', "puts another organization's slug", (word, { other }) => [
    word.includes('_') ? other.replaceAll('-', '_') : other,
  ]),
  slugOperator('slug-to-star', 'puts * for the slug', () => ['*']),
  slugOperator('slug-and-star', 'lets the slug go on: slug*', (word) => [`${word}*`]),
  slugOperator('slug-and-question', 'puts ? for the last character of the slug, or after it', (word) => [
    `${word.slice(0, -1)}?`,
    `${word}?`,
  ]),
  slugOperator('slug-to-upper-case', 'writes the slug in upper case', (word) => [word.toUpperCase()]),
];
