import { parseOperator } from '../policies/condition-operators';
import { UndecidedError } from '../templates/errors';
import { askedOf, textsOf } from './form-texts';
import { type Model, statementsOf } from '../model/model';
import { holdsStandIn, type NameStandIns } from './name-stand-ins';
import { type Grouping, groupingOf } from './grouping';
import { patternOfOrganization } from './organization-pattern';
import { NotUnderstoodError } from '../templates/resolved';
import { SegmentHomes } from './segment-homes';
import { isMixed, segmentsOf } from '../patterns/segments';
import type { Condition, Statement } from '../policies/statement';
import type { StackTemplate, TemplateResource } from '../templates/template';
import type { TenantModel } from '../tenancy/tenancy';
import type { Form, NamedOrganization } from './form';
import type { Questions } from './questions';

/** Values that the claims ask with, besides those of the templates and those that the contract asks with. */
export const ASKED_WITH: readonly string[] = [
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

/**
 * Sorts the organizations by their form.
 * @param known what is shared, and two organizations of each group at least
 * @param grouping the stacks of all organizations
 */
export function readForms(
  known: TenantModel,
  questions: Questions,
  grouping: Grouping = groupingOf(known.model.stacks, known.model.ownership),
): Form[] {
  if (!known.model.ownership.hasMixedStacks && isNobodyAlike(grouping)) {
    let read: Form[] | undefined;
    return grouping.organizations.map((slug) =>
      namedLater(slug, () => (read ??= compareOrganizations(known, questions, grouping))),
    );
  }
  return compareOrganizations(known, questions, grouping);
}

/** Whether no two organizations' stacks are the same but for names: whatever these are, each is of a form of its own. */
function isNobodyAlike({ organizations, patterns }: Grouping): boolean {
  const contents = new Set([...patterns.values()].map((pattern) => pattern.contents));
  return contents.size === organizations.length;
}

/** An organization of a form of its own, of which nobody may ask the names: to read them takes most of the time. */
function namedLater(slug: string, forms: () => readonly Form[]): Form {
  const organization: NamedOrganization = {
    slug,
    get names() {
      const form = forms().find(({ representative }) => representative === slug);
      return form?.organizations[0]?.names ?? [];
    },
  };
  return { representative: slug, organizations: [organization] };
}

function compareOrganizations(
  { model, tenancy }: TenantModel,
  questions: Questions,
  grouping: Grouping,
): Form[] {
  const { organizations, shared, own, patterns } = grouping;
  const { hasMixedStacks } = model.ownership;
  // A form is made of whole stacks.
  if (hasMixedStacks) return organizations.map(alone);
  if (everyStatement(model).some(({ conditions }) => conditions.some(ignoresCase))) {
    return organizations.map(alone);
  }
  const mixed = mixedSegments(model);
  const homes = new SegmentHomes();
  homes.addShared([
    ...ASKED_WITH,
    ...questions.asksWith,
    ...textsOf({ model, tenancy, owner: undefined, stacks: shared }, mixed),
  ]);

  const groups = new Map<string, Group>();
  const members = organizations.map((slug): Member => {
    const stacks = own.get(slug) ?? [];
    const { standIns, contents, stacks: pattern } = patterns.get(slug) ?? patternOfOrganization(slug, stacks);
    const group =
      groups.get(contents) ??
      groupOf(pattern, () => textsOfPattern(pattern, model, shared, mixed, questions));
    if (!groups.has(contents)) homes.addShared(group.others);
    groups.set(contents, group);
    if (!group.isReadable) homes.addShared(textsOf({ model, tenancy, owner: slug, stacks }, mixed));
    const withNames = (segments: readonly string[]): string[] =>
      segments.map((text) => standIns.takeOut(text));
    const [names, asked] = [withNames(group.names), withNames(group.asked)];
    homes.addOwn(slug, [...names, ...asked]);
    return { slug, names, asked, group, standIns, isAmbiguous: standIns.isAmbiguous };
  });
  if (homes.holdDefaults) return organizations.map(alone);

  // What is declared of one tenant is not declared of others that look like it.
  const exposed = new Set(tenancy.exposed?.map(({ construct }) => construct));
  const isExposed = ({ group, standIns }: Member): boolean =>
    [...exposed].some((path) => group.paths.has(standIns.put(path)));
  const numbers = new Map<Group, number>();
  const forms = new Map<string, NamedOrganization[]>();
  for (const member of members) {
    const { slug, names, asked, group, isAmbiguous } = member;
    const matches = [...names, ...asked].map((name) => homes.ownName(slug, name));
    const isAlike = group.isReadable && !isAmbiguous && !matches.includes(undefined) && !isExposed(member);
    if (!isAlike) {
      forms.set(slug, [{ slug, names: [] }]);
      continue;
    }
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    // No slug begins with a digit and goes on with a colon.
    const form = `${number}:${matches.join(';')}`;
    const alike = forms.get(form) ?? [];
    alike.push({ slug, names });
    forms.set(form, alike);
  }
  return [...forms.values()].flatMap((alike): Form[] =>
    alike[0] === undefined ? [] : [{ representative: alike[0].slug, organizations: alike }],
  );
}

/** An organization that is judged by itself. */
function alone(slug: string): Form {
  return { representative: slug, organizations: [{ slug, names: [] }] };
}

/** An organization with its own names in the place of stand-ins. */
interface Member {
  readonly slug: string;
  readonly names: readonly string[];
  readonly asked: readonly string[];
  readonly group: Group;
  readonly standIns: NameStandIns;
  readonly isAmbiguous: boolean;
}

/** Organizations whose stacks are the same, with stand-ins for their names. */
interface Group {
  /** Segments with stand-ins, in the order in which they occur. */
  readonly names: readonly string[];
  /** Segments with stand-ins that only requests have. */
  readonly asked: readonly string[];
  /** Segments without. */
  readonly others: readonly string[];
  /** Construct paths of the resources, with stand-ins. */
  readonly paths: ReadonlySet<string>;
  /** Whether the stacks can be read without those of other organizations. */
  readonly isReadable: boolean;
}

interface Texts {
  readonly described: Iterable<string>;
  readonly asked: Iterable<string>;
}

/**
 * The texts of an organization's stacks with stand-ins for its names, read together with what is shared and
 * without any other organization, and those of what the contract asks about it.
 * @throws UndecidedError if they cannot be read so
 */
function textsOfPattern(
  stacks: readonly StackTemplate[],
  { stacks: [first] }: Model,
  shared: readonly StackTemplate[],
  mixed: readonly string[],
  { contract, read }: Questions,
): Texts {
  // Requests are made where the first of all stacks is deployed to.
  const place = first === undefined ? [] : [{ ...first, resources: new Map<string, TemplateResource>() }];
  const known = read([...place, ...shared, ...stacks]);
  const [owner] = known.model.ownership.tenants;
  const described = { ...known, owner, stacks };
  return {
    described: textsOf(described, mixed),
    asked: contract === undefined ? [] : askedOf(contract, described),
  };
}

function groupOf(stacks: readonly StackTemplate[], read: () => Texts): Group {
  const paths = new Set(stacks.flatMap(({ resources }) => [...resources.values()].map(({ path }) => path)));
  try {
    const { described, asked } = read();
    const segments = segmentsIn(described);
    // Stryker disable next-line MethodExpression: saves time only; a name that is asked about twice is matched alike
    const only = [...segmentsIn(asked)].filter((segment) => !segments.has(segment));
    return {
      names: [...segments].filter(holdsStandIn),
      asked: only.filter(holdsStandIn),
      others: [...segments, ...only].filter((segment) => !holdsStandIn(segment)),
      paths,
      isReadable: true,
    };
  } catch (error) {
    if (!(error instanceof UndecidedError || error instanceof NotUnderstoodError)) throw error;
    // Stryker disable next-line ArrayDeclaration: what cannot be read is judged by itself, whatever names it has
    return { names: [], asked: [], others: [], paths, isReadable: false };
  }
}

function segmentsIn(texts: Iterable<string>): Set<string> {
  return new Set([...new Set(texts)].flatMap(segmentsOf));
}

function everyStatement(model: Model): Statement[] {
  return [...statementsOf(model), ...model.principals.flatMap(({ trust }) => trust)];
}

/** Segments of policy variables and other characters, in any statement. */
function mixedSegments(model: Model): string[] {
  const segments = new Set<string>();
  for (const { resources, conditions } of everyStatement(model)) {
    for (const text of [...resources.texts, ...conditions.flatMap(({ values }) => values)]) {
      if (text?.includes('${') !== true) continue;
      for (const segment of segmentsOf(text)) if (isMixed(segment)) segments.add(segment);
    }
  }
  return [...segments];
}

/** Names are exchanged as they are written, so that nothing may compare them in another way. */
function ignoresCase({ operator, values }: Condition): boolean {
  return (
    parseOperator(operator).text?.ignoreCase === true &&
    !values.every((value) => value === 'true' || value === 'false')
  );
}
