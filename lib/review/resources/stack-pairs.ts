import { NameStandIns } from '../../../packages/isolation-proof/src/forms/name-stand-ins';
import type { SideStack } from '../sides/side-stack';

/** A stack on both sides, or on one. */
export interface StackPair {
  readonly name: string;
  readonly organization?: string;
  readonly base?: SideStack;
  readonly head?: SideStack;
}

/** Pairs of which templates say the same, but for the names of organizations. */
export interface PairForm {
  /** The one that is compared. */
  readonly pair: StackPair;
  /** All of them, the compared one first. */
  readonly alike: readonly StackPair[];
}

/** Stacks with something that differs, sorted by name. */
export function changedPairs(base: readonly SideStack[], head: readonly SideStack[]): StackPair[] {
  const before = new Map(base.map((stack) => [stack.name, stack]));
  const after = new Map(head.map((stack) => [stack.name, stack]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name): StackPair[] => {
    const [one, other] = [before.get(name), after.get(name)];
    if (one !== undefined && other !== undefined && contentsOf(one) === contentsOf(other)) return [];
    const organization = (other ?? one)?.organization;
    return [
      {
        name,
        ...(organization === undefined ? {} : { organization }),
        ...(one === undefined ? {} : { base: one }),
        ...(other === undefined ? {} : { head: other }),
      },
    ];
  });
}

/**
 * Puts pairs together whose templates are equal, on either side, once names are replaced by stand-ins. What is put in
 * can be taken out again, so that what is true of one pair is true of all, with their own names.
 */
export function pairForms(pairs: readonly StackPair[]): PairForm[] {
  const forms = new Map<string, StackPair[]>();
  for (const pair of pairs) {
    const key = formOf(pair);
    forms.set(key, [...(forms.get(key) ?? []), pair]);
  }
  return [...forms.values()].flatMap((alike) => {
    const [pair] = alike;
    return pair === undefined ? [] : [{ pair, alike }];
  });
}

function formOf({ name, organization, base, head }: StackPair): string {
  if (organization === undefined) return name;
  const standIns = new NameStandIns(organization, [name]);
  const texts = [base, head].map((stack) => (stack === undefined ? '' : standIns.put(contentsOf(stack))));
  return standIns.isAmbiguous ? name : texts.join('\0');
}

function contentsOf({ text, tags, terminationProtection }: SideStack): string {
  return `${JSON.stringify([terminationProtection, Object.entries(tags).sort()])}\n${withoutDescription(text)}`;
}

/** As the CDK writes it: the one space says that it is the template's own. It names the organization for people. */
const DESCRIPTION = /^ "Description": .*\n/m;

function withoutDescription(text: string): string {
  return text.replace(DESCRIPTION, '');
}
