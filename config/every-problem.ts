import { ConfigurationError, type Problem } from './errors';

/**
 * Does each part, whatever becomes of the others, so that a person is told all that is wrong at once.
 * @returns what the parts return, in their order
 * @throws ConfigurationError with the problems of all parts. Another error of a part is thrown as it is.
 */
export function everyProblem<Parts extends readonly unknown[]>(
  ...parts: { readonly [Index in keyof Parts]: () => Parts[Index] }
): Parts {
  const problems: Problem[] = [];
  const results = parts.map((part) => {
    try {
      return part();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  });
  refuse(problems);
  return results as unknown as Parts;
}

/** @throws ConfigurationError if there are any. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ConfigurationError(problems);
}
