import type { Form } from '../forms/form';
import { readForms } from '../forms/forms';
import { areRepresented, type Grouping, groupingOf } from '../forms/grouping';
import type { Model } from '../model/model';
import { Ownership } from '../model/ownership';
import { questionsOf } from '../specification/questions-of';
import { readTenantModel } from '../specification/read-tenant-model';
import type { Specification } from '../specification/specification';
import { UndecidedError, type Unknown, unknownInSome } from '../templates/errors';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate } from '../templates/template';
import type { Side } from './side-facts';

/** Both sides of a change, read as far as is needed to compare them. */
export interface ReadSides {
  /** Of shared stacks, and of two tenants at least of each sort. */
  readonly models: Readonly<Record<Side, Model>>;
  readonly forms: Readonly<Record<Side, readonly Form[]>>;
}

/** What is not understood, with its side. */
interface NotRead {
  readonly unknowns: readonly Unknown[];
}

/** One side, before principals and policies are read out of it. */
interface Unread {
  readonly stacks: readonly StackTemplate[];
  readonly grouping: Grouping;
  readonly hasMixedStacks: boolean;
}

/**
 * Reads both sides. Of tenants whose stacks are the same but for names on the base, and on the head as well, two are
 * read: what a change means to them, it means to all. Where these do not stand for all, every tenant is.
 */
export function readSides(
  base: readonly StackTemplate[],
  head: readonly StackTemplate[],
  specification: Specification,
): ReadSides | NotRead {
  const unread = bothOf((side) => unreadOf(side === 'base' ? base : head, specification));
  if ('unknowns' in unread) return unread;
  const readBoth = (tenants: ReadonlySet<string>): ReadSides | NotRead => {
    const read = bothOf((side) => readOf(unread[side], tenants, specification));
    if ('unknowns' in read) return read;
    return {
      models: { base: read.base.model, head: read.head.model },
      forms: { base: read.base.forms, head: read.head.forms },
    };
  };
  const every = new Set([...unread.base.grouping.organizations, ...unread.head.grouping.organizations]);
  if (unread.base.hasMixedStacks || unread.head.hasMixedStacks) return readBoth(every);
  const chosen = chosenOf(unread.base.grouping, unread.head.grouping);
  const found = readBoth(chosen);
  if (!('unknowns' in found)) {
    const { base: before, head: after } = found.forms;
    return areRepresented([...before, ...after], chosen) ? found : readBoth(every);
  }
  // What is shared may name what one of the others makes.
  const whole = readBoth(every);
  return 'unknowns' in whole ? { unknowns: unknownInSome(whole.unknowns, found.unknowns) } : whole;
}

/** What is read of either side, or what is not understood of both. */
function bothOf<T>(read: (side: Side) => T): Readonly<Record<Side, T>> | NotRead {
  const unknowns: Unknown[] = [];
  const attempt = (side: Side): T | undefined => {
    try {
      return read(side);
    } catch (error) {
      unknowns.push(
        ...unknownsOf(error).map(({ place, reason }) => ({ place: `${side}: ${place}`, reason })),
      );
      return undefined;
    }
  };
  const [base, head] = [attempt('base'), attempt('head')];
  return base === undefined || head === undefined ? { unknowns } : { base, head };
}

/** @throws an error that says of nothing that it is not understood */
function unknownsOf(error: unknown): readonly Unknown[] {
  if (error instanceof UndecidedError) return error.unknowns;
  if (error instanceof NotUnderstoodError) return [{ place: 'the templates', reason: error.message }];
  throw error;
}

function unreadOf(stacks: readonly StackTemplate[], { tenants }: Specification): Unread {
  const unknowns: Unknown[] = [];
  const ownership = new Ownership(stacks, tenants, unknowns);
  if (unknowns.length > 0) throw new UndecidedError(unknowns);
  return { stacks, grouping: groupingOf(stacks, ownership), hasMixedStacks: ownership.hasMixedStacks };
}

/** Two tenants of each pair of what their stacks say on the base and on the head: the first ones of either side. */
function chosenOf(base: Grouping, head: Grouping): Set<string> {
  const chosen = new Set<string>();
  const numbers = new Map<string, number>();
  const numberOf = (contents: string): number => {
    const number = numbers.get(contents) ?? numbers.size;
    numbers.set(contents, number);
    return number;
  };
  for (const { organizations } of [base, head]) {
    const counts = new Map<string, number>();
    for (const slug of organizations) {
      const numbersOf = [base, head].map(({ patterns }) => numberOf(patterns.get(slug)?.contents ?? ''));
      const key = numbersOf.join();
      const count = counts.get(key) ?? 0;
      if (count < 2) chosen.add(slug);
      counts.set(key, count + 1);
    }
  }
  return chosen;
}

function readOf(
  { stacks, grouping }: Unread,
  tenants: ReadonlySet<string>,
  specification: Specification,
): { readonly model: Model; readonly forms: Form[] } {
  const kept = new Set([...grouping.shared, ...[...tenants].flatMap((slug) => grouping.own.get(slug) ?? [])]);
  const known = readTenantModel(
    stacks.filter((stack) => kept.has(stack)),
    specification,
  );
  // What claims and contract ask with is asked on neither side here.
  const { contract: _contract, ...unasked } = { ...specification, claims: [] };
  return { model: known.model, forms: readForms(known, questionsOf(unasked), grouping) };
}
