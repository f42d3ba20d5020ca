/** A place in a template that the model does not understand. Unknown is never safe, so nothing is proved. */
export interface Unknown {
  /** Stack and construct path, or the file. */
  readonly place: string;
  readonly reason: string;
}

/** Base of every error that is raised on purpose; `code` is stable and may be matched by programs. */
export abstract class IsolationProofError extends Error {
  abstract readonly code: string;
}

/** The templates cannot be decided, or cannot be read. Carries every place, not only the first. */
export class UndecidedError extends IsolationProofError {
  readonly code = 'UNDECIDED';

  constructor(readonly unknowns: readonly Unknown[]) {
    super(
      byReason(unknowns)
        .map(({ places, reason }) => `${places.join(', ')}: ${reason}`)
        .join('\n'),
    );
    this.name = 'UndecidedError';
  }
}

/** What is not understood, with every place where it stands. */
export interface UnknownReason {
  readonly reason: string;
  readonly places: readonly string[];
}

/** Each reason once, in the order in which they came up. */
export function byReason(unknowns: readonly Unknown[]): UnknownReason[] {
  const places = new Map<string, Set<string>>();
  for (const { place, reason } of unknowns) {
    places.set(reason, (places.get(reason) ?? new Set()).add(place));
  }
  return [...places].map(([reason, at]) => ({ reason, places: [...at] }));
}

/**
 * What is told of what is not understood in all templates: of tenants that are alike, what some templates with two of
 * them tell as well; everything, if these are understood.
 */
export function unknownInSome(all: readonly Unknown[], some: readonly Unknown[]): readonly Unknown[] {
  const known = new Set(some.map(textOf));
  const both = all.filter((unknown) => known.has(textOf(unknown)));
  return both.length === 0 ? all : both;
}

function textOf({ place, reason }: Unknown): string {
  return `${place}\n${reason}`;
}
