import { visit } from 'jsonc-parser';
import type { Json } from './json';

/**
 * Reads JSON in which every field stands once. `JSON.parse` takes the last of two fields of one name without a
 * word, and nobody knows which one CloudFormation takes.
 * @returns a sentence that says what is wrong, if anything is
 */
export function readUnambiguousJson(text: string): { readonly value: Json } | { readonly problem: string } {
  const written = asTheCdkWritesIt(text);
  if (written !== undefined) return { value: written };
  try {
    const value = JSON.parse(text) as Json;
    const repeated = repeatedField(text);
    if (repeated === undefined) return { value };
    return {
      problem: `the field ${JSON.stringify(repeated)} is written twice in one object; keep one of the two`,
    };
  } catch (error) {
    return { problem: `is not JSON: ${(error as Error).message}` };
  }
}

/** Of templates, and of the manifest. */
const INDENTATIONS = [1, 2];

/**
 * JSON that is word for word what the CDK would write has no field twice. To write it again is much faster than to
 * look for that.
 */
function asTheCdkWritesIt(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return INDENTATIONS.some((spaces) => JSON.stringify(value, undefined, spaces) === text)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

function repeatedField(text: string): string | undefined {
  const fields: Set<string>[] = [];
  let repeated: string | undefined;
  visit(text, {
    onObjectBegin: () => {
      fields.push(new Set());
    },
    onObjectEnd: () => {
      fields.pop();
    },
    onObjectProperty: (name) => {
      const names = fields.at(-1);
      if (names?.has(name) === true) repeated ??= name;
      names?.add(name);
    },
  });
  return repeated;
}
