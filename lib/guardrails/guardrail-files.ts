import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentConfig } from '../../config/environment-config';
import { NameLimitError } from '../../config/errors';
import { makeFolders } from '../../config/new-folders';
import type { Guardrail } from '../../policies/guardrails/guardrail';
import { guardrailsOf } from '../../policies/guardrails/guardrails';
import { GUARDRAIL_LIMITS } from './limits';

/** A guardrail as a file. Its text is what AWS counts: without white space. */
export interface GuardrailFile extends Guardrail {
  readonly file: string;
  readonly text: string;
  readonly characters: number;
  readonly limit: number;
}

/**
 * The guardrails of an environment, as they are written.
 * @throws NameLimitError if one is larger than AWS takes: roles that are exempt have long ARNs, and are many
 */
export function guardrailFiles(environment: EnvironmentConfig): GuardrailFile[] {
  return guardrailsOf(environment).map(({ document, ...guardrail }) => {
    const text = JSON.stringify(document);
    const { characters: limit, name } = GUARDRAIL_LIMITS[guardrail.type];
    if (text.length > limit) {
      throw new NameLimitError(
        `${guardrail.id} has ${text.length} characters, and AWS takes ${limit} of a ${name}; ` +
          'exempt fewer roles in operations.guardrails.exempt',
      );
    }
    return {
      ...guardrail,
      file: `${guardrail.id}.json`,
      text: `${text}\n`,
      characters: text.length,
      limit,
    };
  });
}

/** Writes every guardrail into a folder, which is made if it is not there. Files of other names are left alone. */
export function writeGuardrails(files: readonly GuardrailFile[], folder: string): void {
  makeFolders(folder);
  for (const { file, text } of files) writeFileSync(join(folder, file), text);
}

/** How a folder differs from what would be written: a sentence for each file. */
export function differencesIn(files: readonly GuardrailFile[], folder: string): string[] {
  const present = new Set(readdirSync(folder).filter((name) => name.endsWith('.json')));
  return [
    ...files.flatMap(({ file, text }) => {
      if (!present.has(file)) return [`${file} is missing`];
      return sameDocument(readFileSync(join(folder, file), 'utf8'), text) ? [] : [`${file} differs`];
    }),
    ...[...present]
      .filter((name) => !files.some(({ file }) => file === name))
      .map((name) => `${name} is not a guardrail of this environment`),
  ];
}

/** White space says nothing; the order of statements and actions is kept, so that differences are told at once. */
function sameDocument(left: string, right: string): boolean {
  try {
    return JSON.stringify(JSON.parse(left)) === JSON.stringify(JSON.parse(right));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
