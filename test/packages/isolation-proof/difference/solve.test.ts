import { Atoms } from '../../../../packages/isolation-proof/src/difference/atoms';
import {
  all,
  any,
  type Formula,
  not,
  valueOf,
} from '../../../../packages/isolation-proof/src/difference/formula';
import { solve } from '../../../../packages/isolation-proof/src/difference/solve';
import {
  EVERYTHING,
  literalPattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';

const atomsOf = (): Atoms => new Atoms({ matching: [EVERYTHING], excluding: [] }, new Map(), () => false);
/** Atoms of which any may be true, and what they are asked of. */
function opaque(count: number): { readonly atoms: Atoms; readonly parts: Formula[] } {
  const atoms = atomsOf();
  return { atoms, parts: Array.from({ length: count }, (_one, index) => atoms.opaque(String(index))) };
}
/** What is false of every request, and is found to be so only after all values of all but one part were tried. */
function contradiction(parts: readonly Formula[]): Formula {
  return all(...parts.map((part) => any(part, not(part))), parts[0] ?? true, not(parts[0] ?? true));
}

test('what is true needs no values, and what is false has none', () => {
  expect(solve(true, atomsOf())).toStrictEqual(new Map());
  expect(solve(false, atomsOf())).toBe('none');
});

test('values are found that make it true', () => {
  const { atoms, parts } = opaque(3);
  const [one = false, other = false, third = false] = parts;
  const goal = all(any(one, other), not(one), any(third, not(other)));
  const solution = solve(goal, atoms);
  expect(typeof solution === 'string' ? solution : valueOf(goal, solution)).toBe(true);
});

test('a value that leads nowhere is taken back', () => {
  const { atoms, parts } = opaque(2);
  const [one = false, other = false] = parts;
  // The first part asks for `one`, with which there is no solution.
  expect(solve(all(any(one, other), not(one)), atoms)).toStrictEqual(
    new Map([
      [0, false],
      [1, true],
    ]),
  );
});

test('there is none where no request is of both', () => {
  const { atoms, parts } = opaque(1);
  const [one = false] = parts;
  expect(solve(all(one, not(one)), atoms)).toBe('none');
  expect(solve(contradiction(opaque(3).parts), opaque(3).atoms)).toBe('none');
});

test('resources decide whether there are requests', () => {
  const atoms = new Atoms({ matching: [wildcardPattern('a*')], excluding: [] }, new Map(), () => false);
  const of = (text: string): Formula => atoms.resource([literalPattern(text)]);
  expect(solve(of('b'), atoms)).toBe('none');
  expect(solve(all(of('ab'), of('ac')), atoms)).toBe('none');
  expect(solve(all(not(of('ab')), of('ac')), atoms)).not.toBe('none');
});

/** As if nothing could be told of any atom. */
class UnknownAtoms extends Atoms {
  public override isPossible(): 'unknown' {
    return 'unknown';
  }
}

test('a formula is undecided where it cannot be told whether there are requests', () => {
  const atoms = new UnknownAtoms({ matching: [EVERYTHING], excluding: [] }, new Map(), () => false);
  expect(solve(atoms.opaque('one'), atoms)).toBe('undecided');
});

test('one that is known to exist decides, whatever could not be told before', () => {
  let asked = 0;
  class FirstUnknown extends Atoms {
    public override isPossible(): 'yes' | 'unknown' {
      asked += 1;
      return asked === 1 ? 'unknown' : 'yes';
    }
  }
  const atoms = new FirstUnknown({ matching: [EVERYTHING], excluding: [] }, new Map(), () => false);
  const [one, other] = [atoms.opaque('one'), atoms.opaque('other')];
  expect(solve(any(one, other), atoms)).toStrictEqual(
    new Map([
      [0, false],
      [1, true],
    ]),
  );
});

/** How many values are tried is counted: 4,000, and not one more. */
class CountedAtoms extends Atoms {
  public tried = 0;
  public override isPossible(): 'yes' {
    this.tried += 1;
    return 'yes';
  }
}

test('a search that takes too long is given up, and undecided', () => {
  const atoms = new CountedAtoms({ matching: [EVERYTHING], excluding: [] }, new Map(), () => false);
  const parts = Array.from({ length: 20 }, (_one, index) => atoms.opaque(String(index)));
  const pairs = parts.map((part, index) => any(part, parts[index + 1] ?? false));
  const last = atoms.opaque('last');
  expect(solve(all(...pairs, last, not(last)), atoms)).toBe('undecided');
  expect(atoms.tried).toBe(4_000);
});
