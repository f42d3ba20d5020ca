import { readTemplate } from '../assembly/read-template';
import { Ownership } from '../model/ownership';
import type { TenantTags } from '../model/tenant-tags';
import type { Unknown } from '../templates/errors';
import { isIntrinsic } from '../templates/intrinsics';
import { isObject, type Json } from '../templates/json';
import type { StackTemplate } from '../templates/template';
import { withNamesReplaced } from './name-positions';
import { holdsStandIn } from './name-stand-ins';
import { existingUsers } from './organization-pattern';
import { SLUG_STAND_INS } from './slug-text';

/**
 * Whether all templates whose text becomes this one, once stand-ins are put in the place of a tenant's names, have the
 * same {@link OrganizationPattern}, and belong to the tenant whose names were replaced. Then only one of them is parsed.
 *
 * Such texts differ in names only, because to put the names back gives the text again. What is made of a text by
 * parsing it, reading it and putting stand-ins into what was read is the same of all of them, if
 *
 * - names stand within strings: with stand-ins elsewhere, the text is no JSON;
 * - a name is a word of the text exactly if it is one of the string: escapes are of characters that are part of no
 *   word, before and after;
 * - names stand where {@link patternOfOrganization} puts stand-ins, or in what nothing is read of: then everything
 *   else is equal word by word, keys of properties included;
 * - no function that is evaluated while a template is read has a name in its arguments;
 * - the names are the slug and that of the stack: there are no existing users.
 *
 * Whose the stack is, is read of the text with its stand-ins: the tag's value has to be the stand-in of the slug.
 */
export function isRenameable(text: string, name: string, tags: TenantTags): boolean {
  const template = holdsOtherEscapes(text) ? undefined : parsed(text);
  if (!isObject(template)) return false;
  const { Resources: resources, Outputs: _outputs, Description: _text, Metadata: _more, ...read } = template;
  if (!isObject(resources) || holdsStandInWithin(read)) return false;
  if (!Object.values(resources).every(hasNamesInPlace)) return false;
  const stack = readTemplate(name, template, NOWHERE);
  return (
    typeof stack !== 'string' &&
    stack.exports === undefined &&
    stack.shownSecrets === undefined &&
    existingUsers(stack).length === 0 &&
    isOfItsTenant(stack, tags)
  );
}

/** The account and the Region are part of a template's form, and nothing that is looked at here. */
// Stryker disable next-line ObjectLiteral,StringLiteral: of what is read with it, nothing is looked at that depends on it
const NOWHERE = { account: '', region: '', partition: '', dnsSuffix: '' };

/** Escapes whose characters are part of no word, written out or not. */
const PLAIN_ESCAPES: ReadonlySet<string> = new Set(['\\"', '\\\\', '\\/']);

function holdsOtherEscapes(text: string): boolean {
  return (text.match(/\\[^]/g) ?? []).some((escape) => !PLAIN_ESCAPES.has(escape));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function hasNamesInPlace(resource: Json): boolean {
  if (!isObject(resource)) return false;
  const { Properties: properties = {}, Metadata: _metadata, ...others } = resource;
  if (!isObject(properties) || holdsStandInWithin(others)) return false;
  const withoutNames = withNamesReplaced(properties, () => '');
  return !holdsStandInWithin(withoutNames) && !isEvaluatedWithNames(properties);
}

/** Functions that put texts together, and are left as they are until somebody asks for the text. */
const LEFT_AS_THEY_ARE: ReadonlySet<string> = new Set(['Fn::Join', 'Fn::Sub']);

function isEvaluatedWithNames(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(isEvaluatedWithNames);
  if (!isObject(value)) return false;
  const isEvaluated = isIntrinsic(value) && !LEFT_AS_THEY_ARE.has(Object.keys(value)[0] ?? '');
  return isEvaluated ? holdsStandInWithin(value) : Object.values(value).some(isEvaluatedWithNames);
}

function isOfItsTenant(stack: StackTemplate, tags: TenantTags): boolean {
  const unknowns: Unknown[] = [];
  const { tenants, hasMixedStacks } = new Ownership([stack], tags, unknowns);
  const [owner, ...others] = tenants;
  return (
    unknowns.length === 0 && !hasMixedStacks && owner === SLUG_STAND_INS.shown.slug && others.length === 0
  );
}

function holdsStandInWithin(value: Json): boolean {
  return holdsStandIn(JSON.stringify(value));
}
