import { absent, type Fact, type Facts, known } from '../policies/facts';
import { descriptionOf } from '../resources/registry';
import { type PlacedValue, valuesAt } from '../resources/property-path';
import { isIntrinsic } from '../templates/intrinsics';
import { isObject, type Json } from '../templates/json';
import { resolveText } from '../resources/resolve';
import { NotUnderstoodError, shown } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';

/** Whether a resource can say whose it is. One that cannot belongs to whom its stack belongs to. */
export function takesTags({ type }: TemplateResource): boolean {
  const { tags, partTags } = descriptionOf(type) ?? {};
  return (tags ?? partTags) !== undefined;
}

const tagsByResource = new WeakMap<TemplateResource, ReadonlyMap<string, string>>();

/**
 * Tags of a resource; a list of `Key` and `Value`, or a map.
 * @throws NotUnderstoodError if one is not known: to count it as absent would make a shared resource of an owned one
 */
export function tagsOf(resource: TemplateResource): ReadonlyMap<string, string> {
  const known = tagsByResource.get(resource) ?? readTags(resource);
  tagsByResource.set(resource, known);
  return known;
}

function readTags({ type, properties, stack }: TemplateResource): ReadonlyMap<string, string> {
  const { tags, optionalTags, partTags } = descriptionOf(type) ?? {};
  const pairs = valuesAt(properties, tags ?? optionalTags ?? partTags ?? 'Tags').flatMap(pairsAt);
  const found = new Map<string, string>();
  for (const [key, value] of pairs) {
    const name = resolveText(key, stack);
    const text = resolveText(value, stack);
    if (name === undefined || text === undefined) {
      throw new NotUnderstoodError(
        `the tag ${shown(key)} with the value ${shown(value)} is unknown before deployment; write it out`,
      );
    }
    if (partTags !== undefined && (found.get(name) ?? text) !== text) {
      throw new NotUnderstoodError(`parts of it differ in the tag ${name}; give all of them the same value`);
    }
    found.set(name, text);
  }
  return found;
}

/** A tag that a resource gives to what it makes; undefined is what is not known before deployment. */
export interface GivenTag {
  readonly place: string;
  readonly key: string | undefined;
  readonly value: string | undefined;
}

/**
 * Tags that a resource gives to what it makes, such as machines.
 * @throws NotUnderstoodError if an intrinsic function hides whether it gives any
 */
export function tagsGivenBy({ type, properties, stack }: TemplateResource): GivenTag[] {
  const text = (value: Json | undefined): string | undefined =>
    value === undefined ? undefined : resolveText(value, stack);
  return (descriptionOf(type)?.givenTags ?? [])
    .flatMap((property) => valuesAt(properties, property))
    .flatMap((found) =>
      pairsAt(found).map(([key, value]) => ({ place: found.place, key: text(key), value: text(value) })),
    );
}

/** Of an element of a list, the one tag that it is; of a map, all. */
function pairsAt({ place, value }: PlacedValue): [key: Json | undefined, value: Json | undefined][] {
  if (!isObject(value) || isIntrinsic(value)) return [[undefined, undefined]];
  return place.endsWith(']') ? [[value['Key'], value['Value']]] : Object.entries(value);
}

/**
 * Facts about the tags of a principal or a resource, under a prefix such as `aws:PrincipalTag/`. Tags count
 * as fixed: only the deployment role may set them, which is an assumption of the proof.
 * @param names tags of which it matters that they are absent
 * @throws NotUnderstoodError if two keys differ in case only: policies do not tell them apart
 */
export function tagFacts(prefix: string, tags: ReadonlyMap<string, string>, names: readonly string[]): Facts {
  const facts = new Map<string, Fact>(names.map((name) => [`${prefix}${name}`.toLowerCase(), absent]));
  for (const [name, text] of tags) {
    const key = `${prefix}${name}`.toLowerCase();
    const other = facts.get(key);
    if (other?.kind === 'text' && other.text !== text) {
      throw new NotUnderstoodError(
        `it has several tags that policies take for ${name}, whose keys differ in case only; keep one`,
      );
    }
    facts.set(key, known(text));
  }
  return facts;
}
