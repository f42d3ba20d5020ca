import { THING_NAME_SEPARATOR } from '../../../config/hub-things';
import { MAX_ORG_SLUG_LENGTH } from '../../../config/name-limits';
import { unusualCharactersNote } from '../../../config/unusual-characters';

/** A certificate's common name has at most 64 characters: https://www.rfc-editor.org/rfc/rfc5280#appendix-A.1 */
const MAX_COMMON_NAME_LENGTH = 64;
export const MAX_HUB_NAME_LENGTH = MAX_COMMON_NAME_LENGTH - MAX_ORG_SLUG_LENGTH - THING_NAME_SEPARATOR.length;

const HUB_NAME_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Says what is wrong with a hub's name, or nothing. */
export function hubNameProblem(name: string): string | undefined {
  if (name.length > MAX_HUB_NAME_LENGTH) {
    return `a hub's name has 1 to ${MAX_HUB_NAME_LENGTH} characters, this one has ${name.length}`;
  }
  return HUB_NAME_PATTERN.test(name)
    ? undefined
    : `a hub's name has 1 to ${MAX_HUB_NAME_LENGTH} lower-case letters, digits and single inner hyphens, for example "berlin-1"${unusualCharactersNote(name)}`;
}

/**
 * Identity of a hub: the name of its IoT thing and the common name of its certificate requests.
 * Unique in an account, because each environment has its own account. It splits in one way only:
 * `acme--eu-1` is hub `eu-1` of `acme`, `acme-eu--1` is hub `1` of `acme-eu`.
 */
export function thingNameOf(organization: string, hub: string): string {
  return `${organization}${THING_NAME_SEPARATOR}${hub}`;
}

/** The parts of a thing's name, or nothing if it does not have the form of {@link thingNameOf}. */
export function parseThingName(name: string): { organization: string; hub: string } | undefined {
  const [organization = '', hub = '', ...rest] = name.split(THING_NAME_SEPARATOR);
  return organization === '' || hub === '' || rest.length > 0 ? undefined : { organization, hub };
}
