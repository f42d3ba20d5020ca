import { EVERYTHING, type Pattern } from '../patterns/pattern';
import { type TextSet, witness } from '../patterns/witness';
import { NotUnderstoodError } from '../templates/resolved';
import { type Demand, findValue } from './find-value';
import type { Atom, Formula, Valuation } from './formula';
import { keyOfPattern } from './pattern-text';
import type { ValueTest } from './value-test';

/** A value of a context key in a request; null for a key that the request does not carry. */
export type KeyValue = string | readonly string[] | null;

/** What is known of a context key that may have many values, and not all. */
export interface Domain {
  readonly values: TextSet;
  readonly isAlwaysPresent: boolean;
}

type Meaning =
  | { readonly kind: 'resource'; readonly patterns: readonly Pattern[] }
  | { readonly kind: 'absent'; readonly key: string }
  /** Present, and every value passes the test, or with `negated` none does. */
  | { readonly kind: 'every'; readonly key: string; readonly test: ValueTest; readonly negated: boolean }
  | { readonly kind: 'opaque' };

/** Whether there are requests of which atoms have these values. */
export type Possible = 'yes' | 'no' | 'unknown';

/** What atoms mean, and whether requests exist that they are true and false of together. */
export class Atoms {
  private readonly meanings: Meaning[] = [];
  private readonly byId = new Map<string, Atom>();
  private readonly ofVariable = new Map<string, Atom[]>();

  /**
   * @param resources all resources that are asked about
   * @param isMultiValued whether a context key may have several values at once
   */
  constructor(
    private readonly resources: TextSet,
    private readonly domains: ReadonlyMap<string, Domain>,
    private readonly isMultiValued: (key: string) => boolean,
  ) {}

  /** That the resource matches one of these patterns. */
  resource(patterns: readonly Pattern[]): Formula {
    if (patterns.length === 0) return false;
    if (
      patterns.includes(EVERYTHING) ||
      patterns.some(({ tokens, isPrefixAndAnything }) => isPrefixAndAnything && tokens.length === 1)
    )
      return true;
    return this.atom('resource', patterns.map(keyOfPattern).sort().join('\n'), {
      kind: 'resource',
      patterns,
    });
  }

  /** That the request does not carry the key. */
  absent(key: string): Formula {
    if (this.domains.get(key)?.isAlwaysPresent === true) return false;
    return this.atom(`key ${key}`, 'absent', { kind: 'absent', key });
  }

  /**
   * That every value of a key passes a test, or with `negated` that none does. Only asked of requests that carry it.
   */
  every(key: string, test: ValueTest, negated: boolean): Formula {
    // Of one value, that it does not pass is the opposite of that it does.
    if (negated && !this.isMultiValued(key)) {
      return { kind: 'not', of: this.every(key, test, false) };
    }
    return this.atom(`key ${key}`, `${String(negated)} ${test.id}`, { kind: 'every', key, test, negated });
  }

  /** Something of which nothing is known but that it is the same wherever it is asked. */
  opaque(id: string): Formula {
    return this.atom(`opaque ${id}`, '', { kind: 'opaque' });
  }

  /** Whether there are requests with these values of the atoms that are about the same as one of them. */
  isPossible(atom: Atom, known: Valuation): Possible {
    const meaning = this.meanings[atom];
    if (meaning === undefined || meaning.kind === 'opaque') return 'yes';
    if (meaning.kind === 'resource') {
      const found = witnessOf(this.resourcesOf(known));
      if (typeof found !== 'string') return 'yes';
      return found === 'none' ? 'no' : found;
    }
    const value = this.valueOfKey(meaning.key, known);
    return value === 'none' ? 'no' : value === 'unknown' ? value : 'yes';
  }

  /** The resources of requests with these values of atoms. */
  resourcesOf(known: Valuation): Required<TextSet> {
    const matching = [...this.resources.matching];
    const oneOf = [...(this.resources.oneOf ?? [])];
    const excluding = [...this.resources.excluding];
    for (const atom of this.ofVariable.get('resource') ?? []) {
      const meaning = this.meanings[atom];
      const value = known.get(atom);
      if (meaning?.kind !== 'resource' || value === undefined) continue;
      const { patterns } = meaning;
      if (!value) excluding.push(...patterns);
      else if (patterns.length === 1) matching.push(...patterns);
      else oneOf.push(patterns);
    }
    return { matching, oneOf, excluding };
  }

  /** The keys that atoms with a value are about. */
  keysIn(known: Valuation): string[] {
    const keys = [...known.keys()].flatMap((atom) => {
      const meaning = this.meanings[atom];
      return meaning?.kind === 'absent' || meaning?.kind === 'every' ? [meaning.key] : [];
    });
    return [...new Set(keys)].sort();
  }

  /** The same values of atoms, without those that are about a key. */
  without(key: string, known: Valuation): Map<Atom, boolean> {
    const about = new Set(this.ofVariable.get(`key ${key}`));
    return new Map([...known].filter(([atom]) => !about.has(atom)));
  }

  /** A value of a key in requests with these values of atoms. */
  valueOfKey(key: string, known: Valuation): { readonly value: KeyValue } | 'none' | 'unknown' {
    let isAbsent: boolean | undefined;
    const ofAll: Demand[] = [];
    const ofOne: Demand[] = [];
    for (const atom of this.ofVariable.get(`key ${key}`) ?? []) {
      const meaning = this.meanings[atom];
      const value = known.get(atom);
      if (value === undefined) continue;
      if (meaning?.kind === 'absent') isAbsent = value;
      if (meaning?.kind !== 'every') continue;
      const passes = !meaning.negated;
      if (value) ofAll.push({ test: meaning.test, passes });
      else ofOne.push({ test: meaning.test, passes: !passes });
    }
    // Tests are about values: without any, they may come out in any way.
    if (isAbsent === true || (isAbsent === undefined && ofAll.length + ofOne.length === 0))
      return { value: null };
    const within = this.domains.get(key)?.values;
    const one = findValue([...ofAll, ...ofOne], within);
    if (one !== 'none' || !this.isMultiValued(key)) return one;
    const values: string[] = [];
    for (const demand of ofOne) {
      const found = findValue([...ofAll, demand], within);
      if (typeof found === 'string') return found;
      values.push(found.value);
    }
    return values.length === 0 ? 'none' : { value: [...new Set(values)].sort() };
  }

  private atom(variable: string, id: string, meaning: Meaning): Formula {
    const whole = `${variable}\n${id}`;
    const known = this.byId.get(whole);
    if (known !== undefined) return { kind: 'atom', atom: known };
    const atom = this.meanings.length;
    this.meanings.push(meaning);
    this.byId.set(whole, atom);
    const list = this.ofVariable.get(variable);
    if (list === undefined) this.ofVariable.set(variable, [atom]);
    else list.push(atom);
    return { kind: 'atom', atom };
  }
}

/** A shortest text of a set. */
export function witnessOf(set: TextSet): { readonly text: string } | 'none' | 'unknown' {
  try {
    const text = witness(set);
    return text === undefined ? 'none' : { text };
  } catch (error) {
    if (error instanceof NotUnderstoodError) return 'unknown';
    throw error;
  }
}
