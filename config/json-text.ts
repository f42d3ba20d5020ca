import { printParseErrorCode, visit } from 'jsonc-parser';
import type { Problem } from './errors';
import { jsonPath } from './json-path';
import { quoted } from './quoting';
import { decodeText, otherEncodingFix } from './text-encoding';

/** What a JSON file says, and what is wrong with how it says it. */
export interface JsonReading {
  /** As `JSON.parse` gives it; undefined if the text cannot be read as JSON. */
  readonly value?: unknown;
  /** In the order of the text, each with its line and column. */
  readonly problems: readonly Problem[];
}

/** No file of this project needs more than five. */
const DEEPEST_NESTING = 64;
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

interface Position {
  readonly line: number;
  readonly column: number;
}

interface Finding extends Position {
  readonly offset: number;
  readonly fix: string;
  /** What follows is not understood any more, and not told. */
  readonly last?: boolean;
}

/** Ends the reading of a text that is nested too deep: the parser calls itself for each level. */
class TooDeep extends Error {}

function readText(text: string, place: string): JsonReading {
  if (text.trim() === '') return { problems: [{ place, fix: 'is not JSON: it is empty' }] };
  const findings: Finding[] = [];
  // Comments and commas too many, to be read over.
  const gaps: (readonly [offset: number, length: number])[] = [];
  const fields: (Map<string, Position> | undefined)[] = [];
  let comma: { offset: number; line: number; column: number } | undefined;

  const at = (offset: number, line: number, character: number): Position & { offset: number } => ({
    offset,
    line: line + 1,
    column: character + 1,
  });
  const enter = (names: Map<string, Position> | undefined, position: Position & { offset: number }): void => {
    comma = undefined;
    fields.push(names);
    if (fields.length > DEEPEST_NESTING) {
      findings.push({ ...position, fix: `is nested more than ${DEEPEST_NESTING} levels deep`, last: true });
      throw new TooDeep();
    }
  };
  const leave = (offset: number): void => {
    fields.pop();
    if (comma === undefined || offset >= text.length) return;
    findings.push({ ...comma, fix: 'JSON allows no comma after the last entry; remove it' });
    gaps.push([comma.offset, 1]);
    comma = undefined;
  };

  try {
    visit(
      text,
      {
        onObjectBegin: (offset, _length, line, character) => {
          enter(new Map(), at(offset, line, character));
        },
        onArrayBegin: (offset, _length, line, character) => {
          enter(undefined, at(offset, line, character));
        },
        onObjectEnd: leave,
        onArrayEnd: leave,
        onObjectProperty: (name, offset, _length, line, character, pathTo) => {
          comma = undefined;
          const position = at(offset, line, character);
          const fix = unpaired(name);
          if (fix !== undefined) findings.push({ ...position, fix });
          const names = fields.at(-1);
          const earlier = names?.get(name);
          if (earlier === undefined) names?.set(name, position);
          else {
            const path = jsonPath([...pathTo(), name]);
            findings.push({
              ...position,
              fix: `${quoted(name)} is written twice: ${path} stands in line ${earlier.line}, column ${earlier.column} already; keep one of the two`,
            });
          }
        },
        onLiteralValue: (value: unknown, offset, _length, line, character) => {
          comma = undefined;
          const fix = typeof value === 'string' ? unpaired(value) : inexact(value);
          if (fix !== undefined) findings.push({ ...at(offset, line, character), fix });
        },
        onSeparator: (separator, offset, _length, line, character) => {
          comma = separator === ',' ? at(offset, line, character) : undefined;
        },
        onComment: (offset, length, line, character) => {
          findings.push({ ...at(offset, line, character), fix: 'JSON allows no comments; remove it' });
          gaps.push([offset, length]);
        },
        onError: (code, offset, _length, line, character) => {
          const error = syntaxError(printParseErrorCode(code), text.slice(offset));
          findings.push({ ...at(offset, line, character), ...error });
        },
      },
      { allowTrailingComma: true },
    );
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }

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

function unpaired(text: string): string | undefined {
  return /\p{Cs}/u.test(text)
    ? 'holds half of a surrogate pair (\\ud800 to \\udfff), which is no character; write the character itself'
    : undefined;
}

function inexact(value: unknown): string | undefined {
  if (typeof value !== 'number') return undefined;
  return !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))
    ? `is a number that programs cannot hold exactly; whole numbers go to ${Number.MAX_SAFE_INTEGER}`
    : undefined;
}

/** What the parser's errors mean. Some leave the rest readable; after the others nothing is certain. */
function syntaxError(code: string, rest: string): Pick<Finding, 'fix' | 'last'> {
  const harmless = HARMLESS_ERRORS.get(code);
  if (harmless !== undefined) return { fix: harmless };
  const fix = FATAL_ERRORS.get(code) ?? 'this is not understood';
  return { fix: `is not JSON: ${rest === '' ? `it ends too early; ${fix}` : fix}`, last: true };
}

const HARMLESS_ERRORS: ReadonlyMap<string, string> = new Map([
  ['InvalidUnicode', 'after \\u come four hexadecimal digits'],
  ['InvalidEscapeCharacter', 'unknown escape; a backslash itself is written \\\\'],
  ['InvalidCharacter', 'control characters such as line breaks and tabs are written \\n, \\t or \\u0000'],
]);

const FATAL_ERRORS: ReadonlyMap<string, string> = new Map([
  ['InvalidSymbol', 'expected a text in double quotes, a number, true, false, null, { or ['],
  ['InvalidNumberFormat', 'expected a number, for example 30'],
  ['UnexpectedEndOfNumber', 'expected a digit'],
  ['UnexpectedEndOfString', 'expected a double quote at the end of this text'],
  ['UnexpectedEndOfComment', 'expected */ at the end of this comment'],
  ['PropertyNameExpected', 'expected the name of a field in double quotes'],
  ['ValueExpected', 'expected a value'],
  ['ColonExpected', 'expected a colon after the name of the field'],
  ['CommaExpected', 'expected a comma before this'],
  ['CloseBraceExpected', 'expected }'],
  ['CloseBracketExpected', 'expected ]'],
  ['EndOfFileExpected', 'expected nothing after the first value'],
]);
