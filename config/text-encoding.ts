/** A text in UTF-8. */
export interface DecodedText {
  /** Without a byte-order mark. */
  readonly text: string;
  readonly byteOrderMark: boolean;
}

/** Bytes that are not UTF-8. */
export interface OtherEncoding {
  /** What they are, to follow "is": `UTF-16 text (little endian)`. */
  readonly encoding: string;
  /** The text before the first byte that is not UTF-8. */
  readonly before: string;
}

const NOT_TEXT = 'not text';
const BYTE_ORDER_MARK = '\ufeff';

/** By their first bytes, longest first: https://www.unicode.org/faq/utf_bom.html#bom4 */
const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], 'UTF-32 text (little endian)'],
  [[0x00, 0x00, 0xfe, 0xff], 'UTF-32 text (big endian)'],
  [[0xff, 0xfe], 'UTF-16 text (little endian)'],
  [[0xfe, 0xff], 'UTF-16 text (big endian)'],
];

/**
 * Reads bytes as UTF-8. Other encodings are named and never guessed at: a text that was decoded wrongly is another
 * text.
 */
export function decodeText(bytes: Uint8Array): DecodedText | OtherEncoding {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return { encoding: wide, before: '' };
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const byteOrderMark = decoded.startsWith(BYTE_ORDER_MARK);
    return { text: byteOrderMark ? decoded.slice(BYTE_ORDER_MARK.length) : decoded, byteOrderMark };
  } catch {
    const before = textBeforeOtherBytes(bytes);
    return { encoding: oneByteEncoding(bytes, before), before };
  }
}

/**
 * Reads the bytes of a PEM file. What matters there is ASCII, so that remarks around it may be in any encoding that
 * has ASCII in it.
 */
export function decodePem(bytes: Uint8Array): string | OtherEncoding {
  const decoded = decodeText(bytes);
  if ('text' in decoded) return decoded.text;
  return wideEncoding(bytes) === undefined ? new TextDecoder('latin1').decode(bytes) : decoded;
}

/** Says what to do about bytes that are not UTF-8. */
export function otherEncodingFix({ encoding }: OtherEncoding): string {
  return encoding === NOT_TEXT ? `is ${encoding}` : `is ${encoding}; save it as UTF-8`;
}

/** UTF-16 or UTF-32, by the mark or, without one, by the zeros that each ASCII character has there. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const marked = MARKS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked !== undefined) return marked[1];
  if (bytes.length < 2 || bytes.length % 2 !== 0 || !bytes.includes(0)) return undefined;
  const zeros = [0, 0, 0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;
  });
  const [first = 0, second = 0, third = 0, fourth = 0] = zeros;
  const quarter = bytes.length / 4;
  if (second === quarter && third === quarter) {
    if (fourth === quarter && first === 0) return 'UTF-32 text (little endian)';
    if (first === quarter && fourth === 0) return 'UTF-32 text (big endian)';
  }
  const [even, odd] = [first + third, second + fourth];
  if (even === 0 && odd > quarter) return 'UTF-16 text (little endian)';
  if (odd === 0 && even > quarter) return 'UTF-16 text (big endian)';
  return undefined;
}

function oneByteEncoding(bytes: Uint8Array, before: string): string {
  if (bytes.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b))) return NOT_TEXT;
  if (/[^\0-\x7f]/.test(before)) return 'UTF-8 text with bytes in it that are not UTF-8';
  return bytes.some((byte) => byte >= 0x80 && byte < 0xa0)
    ? 'not UTF-8 text, but probably Windows-1252'
    : 'not UTF-8 text, but probably Latin-1 (ISO 8859-1)';
}

function textBeforeOtherBytes(bytes: Uint8Array): string {
  const REPLACEMENT = '\ufffd';
  const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let at = lossy.indexOf(REPLACEMENT);
  for (let offset = 0, from = 0; at !== -1; at = lossy.indexOf(REPLACEMENT, from)) {
    offset += Buffer.byteLength(lossy.slice(from, at));
    // The character may stand in the text itself.
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) break;
    offset += REPLACEMENT_BYTES;
    from = at + 1;
  }
  return lossy.slice(0, at === -1 ? undefined : at);
}

const REPLACEMENT_BYTES = 3;
