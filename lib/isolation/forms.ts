import { type Model, statementsOf } from './model';
import { OrganizationText } from './organization-text';
import { isMixed, isName, isPartial, replaceSegments, segmentsOf, touches } from './segments';
import type { Condition, Statement } from './statement';
import type { Tenancy } from './tenancy';

/**
 * Organizations of which the templates say the same, but for their own names. What is proved of one of them
 * is proved of all, so that only one is judged.
 *
 * Why that is sound. Texts are rows of segments between `:` and `/`. Exchanging two organizations' names,
 * segment by segment, and leaving all other segments as they are is a one-to-one map of all texts onto all
 * texts. If it turns the policies of the one into those of the other, and every other policy into itself,
 * then it turns each request that the one may make into a request that the other may make, and the other way
 * round. So a name counts as an organization's own only if it occurs nowhere else, neither in what is shared
 * nor in another organization's templates; and an organization stands for no other one if a pattern asks for
 * a part of a segment (`data-connector-*`) that one of its own names could be matched by.
 */
export interface Form {
  /** Slug of the organization that is judged. */
  readonly representative: string;
  /** All of the form, the representative first. */
  readonly organizations: readonly NamedOrganization[];
}

export interface NamedOrganization {
  readonly slug: string;
  /** Its own names. Where the representative has the first of its names, this one has the first of these. */
  readonly names: readonly string[];
}

/** Sorts the organizations of a model by their form. */
export function readForms(model: Model, tenancy: Tenancy): Form[] {
  const { organizations } = model.ownership;
  const { shared, own } = describe(model, tenancy);
  const texts = [shared, ...own.values()].flatMap((description) => description.texts);
  if (texts.some(hasDefault) || conditionsOf(model).some(ignoresCase)) return organizations.map(alone);

  const homes = homesOf(shared, own);
  const partial = [...new Set(texts.flatMap((text) => segmentsOf(text).filter(isPartial)))];
  const forms = new Map<string, NamedOrganization[]>();
  for (const slug of organizations) {
    const { names, form } = rename(slug, own.get(slug), homes);
    const standsAlone = names.some((name) => partial.some((pattern) => touches(pattern, name)));
    const key = standsAlone ? `alone ${slug}` : form;
    const members = forms.get(key);
    if (members === undefined) forms.set(key, [{ slug, names }]);
    else members.push({ slug, names });
  }
  return [...forms.values()].flatMap((members): Form[] =>
    members[0] === undefined ? [] : [{ representative: members[0].slug, organizations: members }],
  );
}

/** An organization that is judged by itself. */
function alone(slug: string): Form {
  return { representative: slug, organizations: [{ slug, names: [] }] };
}

interface World {
  readonly shared: OrganizationText;
  readonly own: ReadonlyMap<string, OrganizationText>;
}

/** Values that the claims ask with, besides those of the templates. */
const ASKED_WITH = [
  'any-administrator',
  'any-principal',
  'any-principal-of-others',
  'any-principal-without-key',
  'true',
  'false',
  '1.0',
  '1.1',
  'AES256',
  'aws:kms',
];

function describe({ principals, guarded, ownership }: Model, tenancy: Tenancy): World {
  const numbers = new Map<Statement, number>();
  const shared = new OrganizationText(() => undefined);
  const sharedNumber = (statement: Statement): number | undefined => {
    if (ownership.of(statement.source) !== undefined) return undefined;
    const number = numbers.get(statement);
    if (number !== undefined) return number;
    numbers.set(statement, numbers.size);
    shared.addStatements('shared', [statement]);
    return numbers.size - 1;
  };
  const own = new Map(ownership.organizations.map((slug) => [slug, new OrganizationText(sharedNumber)]));
  const descriptionOf = (owner: string | undefined): OrganizationText =>
    (owner === undefined ? undefined : own.get(owner)) ?? shared;

  const mixed = mixedSegments({ principals, guarded });
  for (const principal of principals) descriptionOf(principal.owner).addPrincipal(principal, mixed);
  for (const resource of guarded) descriptionOf(resource.owner).addGuarded(resource);
  for (const [slug, description] of own) {
    description.addTexts('slug', [slug]);
    description.addTexts('resources', tenancy.ownResources(slug));
    description.addTexts('secrets', tenancy.ownSecrets(slug));
  }
  shared.addTexts('asked with', ASKED_WITH);
  for (const { resources } of tenancy.commons) shared.addTexts('common', resources);
  shared.addTexts('tagged', tenancy.taggedResources);
  return { shared, own };
}

function mixedSegments({ principals, guarded }: Pick<Model, 'principals' | 'guarded'>): string[] {
  const segments = new Set<string>();
  for (const { resources, conditions } of statementsOf({ principals, guarded })) {
    for (const text of [...resources.texts, ...conditions.flatMap(({ values }) => values)]) {
      if (text?.includes('${') !== true) continue;
      for (const segment of segmentsOf(text)) if (isMixed(segment)) segments.add(segment);
    }
  }
  return [...segments];
}

/** A default stands in for the tag of whoever has none, so that a name could come from anywhere. */
function hasDefault(text: string): boolean {
  return /\$\{[^}]*,/.test(text);
}

/** Names are exchanged as they are written, so that nothing may compare them in another way. */
function ignoresCase({ operator }: Condition): boolean {
  return operator.includes('IgnoreCase');
}

function conditionsOf(model: Model): Condition[] {
  return [...statementsOf(model)].flatMap(({ conditions }) => conditions);
}

/** Where each segment occurs: in the texts of one organization only, or `undefined` for anywhere else. */
type Homes = ReadonlyMap<string, string | undefined>;

function homesOf(shared: OrganizationText, own: World['own']): Homes {
  const homes = new Map<string, string | undefined>();
  for (const text of shared.texts) for (const segment of segmentsOf(text)) homes.set(segment, undefined);
  for (const [slug, { texts }] of own) {
    for (const text of new Set(texts)) {
      for (const segment of segmentsOf(text)) {
        if (!homes.has(segment)) homes.set(segment, slug);
        else if (homes.get(segment) !== slug) homes.set(segment, undefined);
      }
    }
  }
  return homes;
}

/** What is said of an organization, with numbers in place of its own names. */
function rename(
  slug: string,
  description: OrganizationText | undefined,
  homes: Homes,
): { names: string[]; form: string } {
  const numbers = new Map<string, number>();
  const renamed = new Map<string, string>();
  const number = (segment: string): string => {
    if (homes.get(segment) !== slug || !isName(segment)) return segment;
    if (!numbers.has(segment)) numbers.set(segment, numbers.size);
    return `\u0000${numbers.get(segment) ?? ''}`;
  };
  for (const text of description?.texts ?? []) {
    if (!renamed.has(text)) renamed.set(text, replaceSegments(text, number));
  }
  const texts = (description?.texts ?? []).map((text) => renamed.get(text) ?? text);
  return { names: [...numbers.keys()], form: [description?.shape ?? '', ...texts].join('\n') };
}
