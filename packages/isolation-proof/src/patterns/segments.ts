/**
 * A text of a policy is a row of segments between `:`, `/` and two hyphens or more: the parts of an ARN, the folders
 * of a path, a name that is put together of others (`acme--*` is everything whose name begins with that of `acme`).
 * A policy variable is never split, though it may hold all of them.
 */
const SEGMENTS = /(?:\$\{[^}]*\}|[^:/-]|(?<!-)-(?!-))+/g;

/** The segments of a text, without the delimiters. */
export function segmentsOf(text: string): readonly string[] {
  return text.match(SEGMENTS) ?? [];
}

/** A text with its segments replaced, and its delimiters as they are. */
export function replaceSegments(text: string, replacement: (segment: string) => string): string {
  return text.replace(SEGMENTS, replacement);
}

/** Whether a segment can be a name: no wildcard, no policy variable, and no number, which conditions count with. */
export function isName(segment: string): boolean {
  return !/[*?${}]/.test(segment) && !/^-?\d+(?:\.\d+)?$/.test(segment);
}

/** Whether a segment has wildcards and asks something of what it matches; `*` alone asks nothing. */
export function isPartial(segment: string): boolean {
  return /[*?]/.test(segment) && !/^\*+$/.test(segment);
}

/** Whether policy variables and something else make up a segment. */
export function isMixed(segment: string): boolean {
  return segment.includes('${') && !/^\$\{[^}]*\}$/.test(segment);
}

/**
 * Whether a text can match a partial segment with a name standing where the pattern asks for characters: then
 * another name in its place could match differently. A `?` counts characters, so that it touches every name.
 */
export function touches(partial: string, name: string): boolean {
  if (partial.includes('?')) return true;
  const runs = partial.split('*');
  return runs.some((run, index) => {
    if (run === '') return false;
    if (index === 0) return name.startsWith(run);
    return index === runs.length - 1 ? name.endsWith(run) : name.includes(run);
  });
}

/** Whether a segment, as `?*`, matches every text that is long enough, whatever it is. */
function asksForLengthOnly(partial: string): boolean {
  return /^[*?]*\*[*?]*$/.test(partial);
}

function isLongEnough(partial: string, name: string): boolean {
  return name.length >= partial.replaceAll('*', '').length;
}

/**
 * How a partial segment with one wildcard matches a name, if it touches it: by the beginning, the end, or both. Names
 * that are alike in this can stand for each other: what the wildcard takes may be anything. So can
 * names that are long enough for one that asks for a length only.
 * @returns undefined of another partial segment that touches the name: what it matches may depend on the whole name
 */
export function matchOf(partial: string, name: string): string | undefined {
  if (asksForLengthOnly(partial)) return isLongEnough(partial, name) ? '' : undefined;
  const [start = '', end = '', ...more] = partial.split('*');
  if (partial.includes('?') || more.length > 0) return touches(partial, name) ? undefined : '';
  const [starts, ends] = [name.startsWith(start), name.endsWith(end)];
  const marks = [
    starts,
    ends,
    starts && ends && name.length >= start.length + end.length,
    // A hyphen at the edge may be half of a delimiter.
    name === start.replace(/-$/, ''),
    name === end.replace(/^-/, ''),
  ];
  return marks.map((mark) => (mark ? '1' : '0')).join('');
}
