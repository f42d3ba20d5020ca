import { partsOf } from '../model/tenant-parts';
import type { NamedOrganization } from '../forms/form';
import { isObject, type Json } from '../templates/json';
import type { Model } from '../model/model';
import type { TemplateResource } from '../templates/template';
import { SLUG_STAND_INS, withoutStandIns, withSlugStandIns } from '../forms/slug-text';

/** Most constructs that are listed; whoever differs in more is looked at in the templates. */
const MOST_LISTED = 8;
/** Characters of a value that is shown; of a longer one it is said that it differs. */
const LONGEST_VALUE = 48;

/**
 * In what the templates of an organization differ from those of another, apart from their own names: a line for
 * each construct.
 * @param one the organization that the other is compared with
 */
export function differencesBetween(
  model: Model,
  one: NamedOrganization,
  other: NamedOrganization,
): readonly string[] {
  const comparison = new Comparison(one, other, sharedSegmentsOf(model));
  const [before, after] = [one, other].map(({ slug }) => resourcesOf(model, slug));
  const places = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
  const found = places.flatMap((place): string[] => {
    const [was, is] = [before?.get(place), after?.get(place)];
    if (was === undefined) return [`${place}: only here (${is?.type ?? ''})`];
    if (is === undefined) return [`${place}: not here (${was.type})`];
    const differences = comparison.ofValues(was.properties, is.properties, '');
    return differences.length === 0 ? [] : [`${place}: ${phraseOf(differences)}`];
  });
  const texts = found.map(withoutStandIns);
  const more = texts.length - MOST_LISTED;
  return more <= 0 ? texts : [...texts.slice(0, MOST_LISTED), `and ${more} more constructs`];
}

/** Something that one of two resources has and the other has not, or that both have and that says other things. */
interface Difference {
  readonly kind: 'has' | 'has no' | 'changed';
  readonly text: string;
}

function phraseOf(differences: readonly Difference[]): string {
  const textsOf = (kind: Difference['kind']): string[] =>
    differences.filter((difference) => difference.kind === kind).map(({ text }) => text);
  const [more, less] = [enumerated(textsOf('has')), enumerated(textsOf('has no'))];
  return [
    ...textsOf('changed'),
    ...(more === '' ? [] : [`has ${more}`]),
    ...(less === '' ? [] : [`has no ${less}`]),
  ].join('; ');
}

const sharedSegments = new WeakMap<Model, ReadonlySet<string>>();

/** The segments of all texts that are no organization's; read once of a model, however many forms it has. */
function sharedSegmentsOf(model: Model): ReadonlySet<string> {
  const known = sharedSegments.get(model);
  if (known !== undefined) return known;
  const resources = model.stacks.flatMap(({ resources: found }) => [...found.values()]);
  const shared = resources.filter((resource) => model.ownership.of(resource) === undefined);
  const segments = new Set(shared.flatMap(({ properties }) => textsIn(properties)).flatMap(segmentsIn));
  sharedSegments.set(model, segments);
  return segments;
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** A text split at `:` and `/`, which stay, so that texts of different shape are never alike. */
function segmentsIn(text: string): string[] {
  return text.split(/([:/])/);
}

/** By construct path, without the stack and with the slug replaced. */
function resourcesOf(model: Model, slug: string): ReadonlyMap<string, TemplateResource> {
  return new Map(
    partsOf(model, slug).resources.map((resource) => {
      const place = resource.path.slice(resource.path.indexOf('/') + 1);
      return [withSlugStandIns(place, slug, SLUG_STAND_INS.shown), resource];
    }),
  );
}

/** How a statement is named where it stands in a list. */
const STATEMENT = 'statement ';

type Scalar = null | boolean | number | string;

/** Statements first, and the word for them once. */
function enumerated(texts: readonly string[]): string {
  const statements = texts.filter((text) => text.startsWith(STATEMENT));
  const others = texts.filter((text) => !text.startsWith(STATEMENT));
  const names = statements.map((text) => text.slice(STATEMENT.length)).join(', ');
  const first = statements.length > 1 ? [`statements ${names}`] : statements;
  return [...first, ...others].join(', ');
}

class Comparison {
  constructor(
    private readonly one: NamedOrganization,
    private readonly other: NamedOrganization,
    private readonly shared: ReadonlySet<string>,
  ) {}

  /** @param at where the values stand in the properties of a resource */
  ofValues(one: Json | undefined, other: Json | undefined, at: string): Difference[] {
    if (one === undefined) return other === undefined ? [] : [{ kind: 'has', text: `${at}${shown(other)}` }];
    if (other === undefined) return [{ kind: 'has no', text: at }];
    if (isObject(one) && isObject(other)) {
      const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
      return keys.flatMap((key) => this.ofValues(one[key], other[key], at === '' ? key : `${at}.${key}`));
    }
    if (isList(one) && isList(other)) return this.ofLists(one, other, at);
    return isScalar(one) && isScalar(other) && this.saysTheSame(one, other) ? [] : [changed(at, one, other)];
  }

  private ofLists(one: readonly Json[], other: readonly Json[], at: string): Difference[] {
    const [before, after] = [byName(one), byName(other)];
    if (before !== undefined && after !== undefined) {
      const names = [...new Set([...before.keys(), ...after.keys()])];
      return names.flatMap((name) => this.ofValues(before.get(name), after.get(name), name));
    }
    if (one.length !== other.length || one.every(isScalar)) {
      const same =
        one.length === other.length && one.every((value, index) => this.isSame(value, other[index]));
      return same ? [] : [changed(at, one, other)];
    }
    return one.flatMap((value, index) => this.ofValues(value, other[index], `${at}[${index}]`));
  }

  private isSame(one: Json | undefined, other: Json | undefined): boolean {
    return this.ofValues(one, other, '').length === 0;
  }

  /** Segment by segment, because a shared name may hold the slug of one of the two. */
  private saysTheSame(one: Scalar, other: Scalar): boolean {
    if (typeof one !== 'string' || typeof other !== 'string') return one === other;
    const [before, after] = [one, other].map(segmentsIn);
    return (
      before?.length === after?.length &&
      before?.every((segment, index) => this.isAlike(segment, after?.[index] ?? '')) === true
    );
  }

  private isAlike(one: string, other: string): boolean {
    const before = withSlugStandIns(one, this.one.slug, SLUG_STAND_INS.shown);
    const after = withSlugStandIns(other, this.other.slug, SLUG_STAND_INS.shown);
    const namesNeither = before === one && after === other;
    // One that names the other's own says something else of itself.
    if (one === other) return namesNeither || this.shared.has(one);
    // Names of their own that say nothing of the slug, such as those of users.
    const areOwn = this.one.names.includes(one) && this.other.names.includes(other);
    return before === after || (namesNeither && areOwn);
  }
}

/** Statements by their Sid and tags by their key; undefined if the values of a list have no such names. */
function byName(values: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  const named = values.map((value): [string | undefined, Json] => [nameOf(value), value]);
  const names = named.flatMap(([name]) => name ?? []);
  if (values.length === 0 || new Set(names).size < values.length) return undefined;
  return new Map(named.map(([name = '', value]) => [name, value]));
}

function nameOf(value: Json): string | undefined {
  const { Sid: sid, Key: key } = isObject(value) ? value : {};
  if (typeof sid === 'string') return `${STATEMENT}${sid}`;
  return typeof key === 'string' ? `tag ${key}` : undefined;
}

function changed(at: string, one: Json, other: Json): Difference {
  const [was, is] = [one, other].map(valueText);
  if (was === undefined || is === undefined) return { kind: 'changed', text: `${at} differs` };
  const than = was === is ? 'as in the other, whose name it is' : `instead of ${was}`;
  return { kind: 'changed', text: `${at} is ${is} ${than}` };
}

function shown(value: Json): string {
  const text = valueText(value);
  return text === undefined ? '' : ` ${text}`;
}

function valueText(value: Json): string | undefined {
  const text = isList(value) ? `[${value.map(plainText).join(', ')}]` : plainText(value);
  return (isScalar(value) || (isList(value) && value.every(isScalar))) && text.length <= LONGEST_VALUE
    ? text
    : undefined;
}

function plainText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isScalar(value: Json): value is Scalar {
  return typeof value !== 'object' || value === null;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
