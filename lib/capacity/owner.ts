import { ORG_SLUG_TAG } from '../../config/naming';
import {
  isObject,
  type Json,
  type JsonObject,
  listOf,
} from '../../packages/isolation-proof/src/templates/json';

/** The organization whose tag a resource carries; undefined if it carries none. */
export function taggedOwner(properties: JsonObject): string | undefined {
  return ownerIn(properties['Tags']);
}

/**
 * The organization of a whole stack, whose resources without tags are its: the only one that any tag names.
 * @param owners of the resources that have one
 */
export function stackOwner(owners: ReadonlySet<string>): string | undefined {
  const [first, ...others] = owners;
  return others.length === 0 ? first : undefined;
}

/** Tags are a list of `Key` and `Value`, or a map. */
function ownerIn(tags: Json | undefined): string | undefined {
  const value = isObject(tags)
    ? tags[ORG_SLUG_TAG]
    : listOf(tags)
        .filter(isObject)
        .find(({ Key: key }) => key === ORG_SLUG_TAG)?.['Value'];
  return typeof value === 'string' ? value : undefined;
}
