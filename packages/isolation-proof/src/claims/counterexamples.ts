import type { Statement } from '../policies/statement';
import type { Violation } from './claim';

/** More counterexamples of one claim help nobody. */
const MOST_SHOWN = 40;
/** Places with one remedy that are shown; of the others, how many there are. */
const MOST_PLACES = 10;
/** After this many allowed requests, a claim asks no further. */
const MOST_FOUND = 1_000;

/** A counterexample that is shown. */
interface Mistake {
  shown: Violation;
  /** How many more counterexamples it stands for. */
  more: number;
  /** Whether it is a request that AWS may never make. */
  isDoubtful: boolean;
}

/** What was found against a claim. Counterexamples of one mistake are shown as one, so that it hides no other one. */
export class Counterexamples {
  private readonly mistakes: Mistake[] = [];
  private readonly byStatements = new Map<string, Mistake>();
  private readonly byRemedy = new Map<string, Mistake[]>();
  private readonly told = new Set<string>();

  /** Whether looking for more helps nobody. */
  get isEnough(): boolean {
    return this.told.size >= MOST_FOUND;
  }

  /**
   * Adds an allowed request. Requests that the same statements allow are one mistake.
   * @param isDoubtful whether AWS may never make it, so that another one of the mistake is better shown
   */
  addRequest(shown: Violation, isDoubtful: boolean): void {
    const { what, request, statements, path } = shown;
    // Two questions can have the same counterexample; once is enough.
    const told = JSON.stringify([what, request?.context, request?.lens]);
    if (this.told.has(told)) return;
    this.told.add(told);
    const key = JSON.stringify([statements.map(nameOf), path]);
    const known = this.byStatements.get(key);
    if (known === undefined) {
      this.byStatements.set(key, this.add({ shown, more: 0, isDoubtful }));
    } else if (known.isDoubtful) {
      Object.assign(known, { shown, isDoubtful });
    } else if (!isDoubtful) {
      known.more += 1;
    }
  }

  /** Adds a statement or a resource that is wrong by itself. Each is a mistake of its own. */
  addPlace(shown: Violation): void {
    const alike = this.byRemedy.get(shown.remedy) ?? [];
    this.byRemedy.set(shown.remedy, alike);
    const last = alike.at(-1);
    if (last !== undefined && alike.length === MOST_PLACES) last.more += 1;
    else alike.push(this.add({ shown, more: 0, isDoubtful: false }));
  }

  /** In the order in which they were found. */
  get violations(): Violation[] {
    return this.mistakes
      .slice(0, MOST_SHOWN)
      .map(({ shown, more }) => (more === 0 ? shown : { ...shown, more }));
  }

  private add(mistake: Mistake): Mistake {
    this.mistakes.push(mistake);
    return mistake;
  }
}

function nameOf({ name, source }: Statement): string {
  return `${name} of ${source.path}`;
}
