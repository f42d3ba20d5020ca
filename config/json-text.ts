import type { Problem } from './errors';
import { type Finding, jsonFindings, type Position } from './json-findings';
import { decodeText, otherEncodingFix } from './text-encoding';

/** What a JSON file says, and what is wrong with how it says it. */
export interface JsonReading {
  /** As `JSON.parse` gives it; undefined if the text cannot be read as JSON. */
  readonly value?: unknown;
  /** In the order of the text, each with its line and column. */
  readonly problems: readonly Problem[];
}

const LARGEST_FILE_BYTES = 16_777_216;

/**
 * Reads JSON that a person wrote. Stricter than `JSON.parse`, which takes the last of two fields of one name
 * without a word: the text has to be I-JSON (https://www.rfc-editor.org/rfc/rfc7493), which is UTF-8 without
 * repeated names, without surrogates that have no partner, and without numbers that a program cannot hold.
 * A byte-order mark is left out. The text itself is never repeated, but for names of fields: it may be a secret
 * that was named by mistake.
 * @param place how problems name the file.
 */
export function readJson(source: Uint8Array | string, place: string): JsonReading {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  if (bytes.length > LARGEST_FILE_BYTES) {
    return {
      problems: [{ place, fix: `has ${bytes.length} bytes; at most ${LARGEST_FILE_BYTES} are allowed` }],
    };
  }
  const decoded = decodeText(bytes);
  if ('encoding' in decoded) {
    const lines = decoded.before.split(/\r\n|\r|\n/);
    const at = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    const where = decoded.before === '' ? place : positionIn(place, at);
    return { problems: [{ place: where, fix: otherEncodingFix(decoded) }] };
  }
  return readText(decoded.text, place);
}

function readText(text: string, place: string): JsonReading {
  if (text.trim() === '') return { problems: [{ place, fix: 'is not JSON: it is empty' }] };
  const { findings, gaps } = jsonFindings(text);
  const value = findings.some(({ last }) => last === true) ? undefined : parsed(without(text, gaps));
  const told = toldOf(findings);
  return {
    ...(value === undefined ? {} : { value }),
    problems:
      value === undefined && told.length === 0
        ? [{ place, fix: 'is not JSON' }]
        : told.map(({ fix, ...position }) => ({ place: positionIn(place, position), fix })),
  };
}

/** In the order of the text, up to what could not be understood: what follows that may be its mere consequence. */
function toldOf(findings: readonly Finding[]): Finding[] {
  const inOrder = [...findings].sort((one, other) => one.offset - other.offset);
  const end = inOrder.findIndex(({ last }) => last === true);
  return end === -1 ? inOrder : inOrder.slice(0, end + 1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function without(text: string, gaps: readonly (readonly [number, number])[]): string {
  let kept = '';
  let from = 0;
  for (const [offset, length] of [...gaps].sort(([one], [other]) => one - other)) {
    kept += `${text.slice(from, offset)} `;
    from = offset + length;
  }
  return kept + text.slice(from);
}

function positionIn(place: string, { line, column }: Position): string {
  return `${place} line ${line}, column ${column}`;
}
