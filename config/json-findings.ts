import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser';
import { jsonPath } from './json-path';
import { quoted } from './quoting';

/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong in a text that should be JSON. */
export interface Finding extends Position {
  readonly offset: number;
  readonly fix: string;
  /** What follows cannot be understood, and is not reported. */
  readonly last?: boolean;
}

/** What a parser that goes on after errors comes across in a text. */
export interface JsonFindings {
  readonly findings: readonly Finding[];
  /** Comments and surplus commas: without them the rest of the text may be JSON. */
  readonly gaps: readonly (readonly [offset: number, length: number])[];
}

/** No file of this project needs more than five. */
const DEEPEST_NESTING = 64;

/** Ends the reading of a text that is nested too deep: the parser calls itself for each level. */
class TooDeep extends Error {}

/** Everything that is wrong in a text, as far as it can be understood. */
export function jsonFindings(text: string): JsonFindings {
  const reading = new Reading(text);
  try {
    visit(text, reading.visitor, { allowTrailingComma: true });
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  return reading;
}

type Place = Position & { readonly offset: number };

class Reading implements JsonFindings {
  readonly findings: Finding[] = [];
  readonly gaps: (readonly [offset: number, length: number])[] = [];
  /** The names of fields so far, of each object that the parser is in; undefined for a list. */
  private readonly fields: (Map<string, Position> | undefined)[] = [];
  /** A comma that nothing has followed yet. */
  private comma: Place | undefined;

  readonly visitor: JSONVisitor = {
    onObjectBegin: (offset, _length, line, character) => {
      this.enter(new Map(), placeOf(offset, line, character));
    },
    onArrayBegin: (offset, _length, line, character) => {
      this.enter(undefined, placeOf(offset, line, character));
    },
    onObjectEnd: (offset) => {
      this.leave(offset);
    },
    onArrayEnd: (offset) => {
      this.leave(offset);
    },
    onObjectProperty: (name, offset, _length, line, character, pathTo) => {
      this.name(name, placeOf(offset, line, character), () => jsonPath([...pathTo(), name]));
    },
    onLiteralValue: (value: unknown, offset, _length, line, character) => {
      this.comma = undefined;
      const fix = typeof value === 'string' ? unpaired(value) : inexact(value);
      if (fix !== undefined) this.findings.push({ ...placeOf(offset, line, character), fix });
    },
    onSeparator: (separator, offset, _length, line, character) => {
      this.comma = separator === ',' ? placeOf(offset, line, character) : undefined;
    },
    onComment: (offset, length, line, character) => {
      this.findings.push({
        ...placeOf(offset, line, character),
        fix: 'JSON allows no comments; remove it',
      });
      this.gaps.push([offset, length]);
    },
    onError: (code, offset, _length, line, character) => {
      const error = syntaxError(printParseErrorCode(code), this.text.slice(offset));
      this.findings.push({ ...placeOf(offset, line, character), ...error });
    },
  };

  constructor(private readonly text: string) {}

  private enter(names: Map<string, Position> | undefined, place: Place): void {
    this.comma = undefined;
    this.fields.push(names);
    if (this.fields.length <= DEEPEST_NESTING) return;
    this.findings.push({ ...place, fix: `is nested more than ${DEEPEST_NESTING} levels deep`, last: true });
    throw new TooDeep();
  }

  private leave(offset: number): void {
    this.fields.pop();
    if (this.comma === undefined || offset >= this.text.length) return;
    this.findings.push({ ...this.comma, fix: 'JSON allows no comma after the last entry; remove it' });
    this.gaps.push([this.comma.offset, 1]);
    this.comma = undefined;
  }

  private name(name: string, place: Place, path: () => string): void {
    this.comma = undefined;
    const fix = unpaired(name);
    if (fix !== undefined) this.findings.push({ ...place, fix });
    const names = this.fields.at(-1);
    const earlier = names?.get(name);
    if (earlier === undefined) {
      names?.set(name, place);
      return;
    }
    const first = `line ${earlier.line}, column ${earlier.column}`;
    this.findings.push({
      ...place,
      fix: `${quoted(name)} is written twice: ${path()} stands in ${first} already; keep one of the two`,
    });
  }
}

function placeOf(offset: number, line: number, character: number): Place {
  return { offset, line: line + 1, column: character + 1 };
}

function unpaired(text: string): string | undefined {
  return /\p{Cs}/u.test(text)
    ? 'holds half of a surrogate pair (\\ud800 to \\udfff), which is not a character; write the character itself'
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
