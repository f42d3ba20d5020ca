import { visit } from 'jsonc-parser';
import type { Json } from '../templates/json';

/**
 * Reads JSON in which every field stands once. `JSON.parse` takes the last of two fields of one name without a
 * word, and nobody knows which one CloudFormation takes.
 * @returns a sentence that says what is wrong, if anything is
 */
export function readUnambiguousJson(text: string): { readonly value: Json } | { readonly problem: string } {
  const written = asTheCdkWritesIt(text);
  if (written !== undefined) return { value: written };
  try {
    const problem = problemOf(text);
    return problem === undefined ? { value: JSON.parse(text) as Json } : { problem };
  } catch (error) {
    return { problem: `is not JSON: ${(error as Error).message}` };
  }
}

/**
 * JSON that is word for word what the CDK would write has no field twice. To write it again is much faster than to
 * look for that.
 */
function asTheCdkWritesIt(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    // One space in templates, and two in the manifest.
    // Stryker disable next-line Regex,OptionalChaining: without ^ it finds the first line all the same; a match has the group
    const spaces = /^[[{]\n( *)/.exec(text)?.[1]?.length ?? 0;
    return JSON.stringify(value, undefined, spaces) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** No template needs more. */
const DEEPEST_NESTING = 64;

/** Ends the reading of a text that is nested too deep: the parser calls itself for each level. */
class TooDeep extends Error {}

function problemOf(text: string): string | undefined {
  /** The fields of each object that is open; undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  let repeated: string | undefined;
  const enter = (fields: Set<string> | undefined): void => {
    open.push(fields);
    if (open.length > DEEPEST_NESTING) throw new TooDeep();
  };
  const leave = (): void => {
    open.pop();
  };
  try {
    visit(text, {
      onObjectBegin: () => {
        enter(new Set());
      },
      onObjectEnd: leave,
      onArrayBegin: () => {
        enter(undefined);
      },
      onArrayEnd: leave,
      onObjectProperty: (name) => {
        const fields = open.at(-1);
        if (fields?.has(name) === true) repeated ??= name;
        fields?.add(name);
      },
    });
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return `is nested more than ${DEEPEST_NESTING} levels deep`;
  }
  return repeated === undefined
    ? undefined
    : `${JSON.stringify(repeated)} is written twice in one object; keep one of the two`;
}
