import type { Form } from '../forms/form';
import { readForms } from '../forms/forms';
import { type Grouping, groupingOf } from '../forms/grouping';
import type { Model } from '../model/model';
import { Ownership } from '../model/ownership';
import { questionsOf } from '../specification/questions-of';
import { readTenantModel } from '../specification/read-tenant-model';
import type { Specification } from '../specification/specification';
import { UndecidedError, type Unknown } from '../templates/errors';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate } from '../templates/template';
import type { Side } from './side-facts';

/** Both sides of a change, read as far as is needed to compare them. */
export interface ReadSides {
  readonly models: Readonly<Record<Side, Model>>;
  readonly forms: Readonly<Record<Side, readonly Form[]>>;
  /** Tenants whose stacks were read: shared stacks, and two tenants at least of each sort. */
  readonly read: ReadonlySet<string>;
}

/** One side, before principals and policies are read out of it. */
interface Unread {
  readonly side: Side;
  readonly stacks: readonly StackTemplate[];
  readonly grouping: Grouping;
  readonly hasMixedStacks: boolean;
}

/**
 * Reads both sides. Of tenants whose stacks are the same but for names on the base, and on the head as well, two are
 * read: what a change means to them, it means to all.
 * @returns what is not understood, with its side, if anything is
 */
export function readSides(
  base: readonly StackTemplate[],
  head: readonly StackTemplate[],
  specification: Specification,
): ReadSides | { readonly unknowns: Unknown[] } {
  const unknowns: Unknown[] = [];
  const attempt = <T>(side: Side, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (error instanceof UndecidedError) {
        unknowns.push(...error.unknowns.map(({ place, reason }) => ({ place: `${side}: ${place}`, reason })));
      } else if (error instanceof NotUnderstoodError) {
        unknowns.push({ place: `${side}: the templates`, reason: error.message });
      } else throw error;
      return undefined;
    }
  };
  const before = attempt('base', () => unreadOf('base', base, specification));
  const after = attempt('head', () => unreadOf('head', head, specification));
  if (before === undefined || after === undefined) return { unknowns };
  const isWhole = before.hasMixedStacks || after.hasMixedStacks;
  const every = new Set([...before.grouping.organizations, ...after.grouping.organizations]);
  const chosen = isWhole ? every : chosenOf(before.grouping, after.grouping);
  const readBoth = (tenants: ReadonlySet<string>): ReadSides | undefined => {
    const [one, other] = [before, after].map((unread) =>
      attempt(unread.side, () => readOf(unread, tenants, specification)),
    );
    if (one === undefined || other === undefined) return undefined;
    return {
      models: { base: one.model, head: other.model },
      forms: { base: one.forms, head: other.forms },
      read: tenants,
    };
  };
  const found = readBoth(chosen);
  if (found === undefined) return { unknowns };
  if (isRepresented(found.forms.base, chosen) && isRepresented(found.forms.head, chosen)) return found;
  return readBoth(every) ?? { unknowns };
}

function unreadOf(side: Side, stacks: readonly StackTemplate[], { tenants }: Specification): Unread {
  const unknowns: Unknown[] = [];
  const ownership = new Ownership(stacks, tenants, unknowns);
  if (unknowns.length > 0) throw new UndecidedError(unknowns);
  return { side, stacks, grouping: groupingOf(stacks, ownership), hasMixedStacks: ownership.hasMixedStacks };
}

/** Two tenants of each pair of what their stacks say on the base and on the head. */
function chosenOf(base: Grouping, head: Grouping): Set<string> {
  const chosen = new Map<string, string[]>();
  const numbers = new Map<string, number>();
  const numberOf = (contents: string): number => {
    const number = numbers.get(contents) ?? numbers.size;
    numbers.set(contents, number);
    return number;
  };
  // In the order of the stacks of either side, so that those that come first in a form are among them.
  for (const { organizations } of [base, head]) {
    for (const slug of organizations) {
      const numbersOf = [base, head].map(({ patterns }) => numberOf(patterns.get(slug)?.contents ?? ''));
      const key = numbersOf.join();
      const alike = chosen.get(key) ?? [];
      if (alike.length < 2 && !alike.includes(slug)) chosen.set(key, [...alike, slug]);
    }
  }
  return new Set([...chosen.values()].flat());
}

function readOf(
  { stacks, grouping }: Unread,
  tenants: ReadonlySet<string>,
  specification: Specification,
): { readonly model: Model; readonly forms: Form[] } {
  const kept = new Set([...grouping.shared, ...[...tenants].flatMap((slug) => grouping.own.get(slug) ?? [])]);
  const isWhole = grouping.organizations.every((slug) => tenants.has(slug));
  const known = readTenantModel(isWhole ? stacks : stacks.filter((stack) => kept.has(stack)), specification);
  // What claims and contract ask with is asked on neither side here.
  const { contract: _contract, ...unasked } = { ...specification, claims: [] };
  return { model: known.model, forms: readForms(known, questionsOf(unasked), grouping) };
}

function isRepresented(forms: readonly Form[], chosen: ReadonlySet<string>): boolean {
  return forms.every(({ organizations }) => organizations.slice(0, 2).every(({ slug }) => chosen.has(slug)));
}
