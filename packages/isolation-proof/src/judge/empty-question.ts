import type { Unknown } from '../templates/errors';
import type { Model } from '../model/model';
import { tagsOf } from '../model/tags';

const PLACE = 'the templates';

/** More names than these help nobody to find the stack that is meant. */
const NAMED = 3;

/**
 * Why claims that hold prove nothing: they were asked about nobody. A tag that is spelled otherwise, or an empty
 * assembly, must not look like isolation.
 * @param isAnythingAsked whether any claim had something to ask
 * @param hasSessions whether it was asked about sessions of whichever organization, so that none has to be there
 * @returns what is missing; nothing if there was enough to ask about
 */
export function emptyQuestion(model: Model, isAnythingAsked: boolean, hasSessions: boolean): Unknown[] {
  const { tenants: organizations } = model.ownership;
  if (organizations.length === 0 && !hasSessions)
    return [{ place: PLACE, reason: withoutOrganizations(model) }];
  if (model.principals.length === 0) {
    const reason = `${counted(organizations.length, 'organization')} and no principal: no role, user or IoT policy that could reach anything`;
    return [{ place: PLACE, reason }];
  }
  return isAnythingAsked
    ? []
    : [{ place: PLACE, reason: 'no claim had anything to ask: they hold nothing that any claim is about' }];
}

function withoutOrganizations({ principals, ownership }: Model): string {
  const { owner: tag } = ownership.tags;
  const fix =
    `no resource carries the tag ${tag}, which says whose it is. Tag every resource of an organization's ` +
    `stack with its slug, for example Tags.of(stack).add('${tag}', 'acme')`;
  if (principals.length === 0) return `no organization: ${fix}`;
  const places = principals.slice(0, NAMED).map(({ source }) => source.path);
  const more = principals.length > NAMED ? `, and ${principals.length - NAMED} more` : '';
  const keys = [...new Set(principals.flatMap(({ source }) => [...tagsOf(source).keys()]))];
  const tags = keys.length === 0 ? 'none of them is tagged' : `their tags are ${keys.join(', ')}`;
  return `${counted(principals.length, 'principal')} (${places.join(', ')}${more}) and no organization; ${tags}: ${fix}`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
