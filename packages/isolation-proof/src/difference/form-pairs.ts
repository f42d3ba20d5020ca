import type { Form, NamedOrganization } from '../forms/form';
import type { AccessComparison, OneSidedOrganization } from './access-difference';

/** Tenants that a change means the same to, under their own names. */
export interface FormPair {
  /** The judged one first. */
  readonly organizations: readonly string[];
  /** Whether another pair's tenants, which both sides have, say what these have on the one side that has them. */
  readonly isLikeAnother: boolean;
}

/** The tenants of both sides, sorted by what the change means to them. */
export function pairForms(
  base: readonly Form[],
  head: readonly Form[],
): { readonly pairs: readonly FormPair[]; readonly organizations: AccessComparison['organizations'] } {
  const [before, after] = [membersOf(base), membersOf(head)];
  const slugs = [...new Set([...after.keys(), ...before.keys()])];
  const onBoth = slugs.filter((slug) => before.has(slug) && after.has(slug));
  const [likeOnBase, likeOnHead] = [firstOfForms(onBoth, before), firstOfForms(onBoth, after)];
  const groups = new Map<string, string[]>();
  for (const slug of slugs) {
    const key = pairKey(before.get(slug), after.get(slug));
    groups.set(key, [...(groups.get(key) ?? []), slug]);
  }
  /** Of a tenant of one side. */
  const like = (slug: string): string | undefined =>
    likeOnBase.get(before.get(slug)?.form) ?? likeOnHead.get(after.get(slug)?.form);
  const oneSided = (has: typeof before, lacks: typeof before): OneSidedOrganization[] =>
    [...has.keys()]
      .filter((slug) => !lacks.has(slug))
      .sort()
      .map((slug) => {
        const alike = like(slug);
        return alike === undefined ? { slug } : { slug, like: alike };
      });
  return {
    pairs: [...groups.values()].map((organizations) => ({
      organizations,
      isLikeAnother: organizations.every(
        (slug) => !(before.has(slug) && after.has(slug)) && like(slug) !== undefined,
      ),
    })),
    organizations: { added: oneSided(after, before), removed: oneSided(before, after) },
  };
}

/** The first tenant of each form. */
function firstOfForms(
  slugs: readonly string[],
  side: ReadonlyMap<string, Member>,
): Map<Form | undefined, string> {
  return new Map([...slugs].reverse().map((slug) => [side.get(slug)?.form, slug]));
}

interface Member extends NamedOrganization {
  readonly form: Form;
}

function membersOf(forms: readonly Form[]): Map<string, Member> {
  return new Map(
    forms.flatMap((form) => form.organizations.map((one): [string, Member] => [one.slug, { ...one, form }])),
  );
}

const numbers = new WeakMap<Form, number>();
let formsNumbered = 0;

/**
 * The same for tenants of the same forms whose names on the head stand where the same of their names stood on the base:
 * a user who is exchanged for another one is a change to the one tenant, and none to the other.
 */
function pairKey(before: Member | undefined, after: Member | undefined): string {
  const places = new Map(before?.names.map((name, index) => [name, index]));
  return [
    numberOf(before?.form),
    numberOf(after?.form),
    ...(after?.names.map((name) => places.get(name) ?? '-') ?? []),
  ].join();
}

function numberOf(form: Form | undefined): number {
  if (form === undefined) return -1;
  const known = numbers.get(form);
  if (known !== undefined) return known;
  formsNumbered += 1;
  numbers.set(form, formsNumbered);
  return formsNumbered;
}
