/** The first line of a review's Markdown, by which its comment is found again. */
export const MARKER = '<!-- platform-review -->';

/**
 * Bytes of a comment. GitHub refuses more than 65,536 characters; counting bytes is on the safe side.
 * https://github.com/orgs/community/discussions/41331
 */
export const LONGEST_COMMENT = 65_536;

export interface ReviewedCommit {
  readonly sha: string;
  /** Page of the run that made the review. */
  readonly runUrl: string;
  /** What a comment is on: `pull request`, or `merge request`. */
  readonly request: string;
}

const CUT = '\n\n*Cut here: the whole review is among the artifacts of the run.*\n';

/**
 * The comment for a review. The Markdown was written by code of the change under review, which can make it say
 * anything: so what is certain stands above it, it notifies nobody, and it cannot exceed {@link LONGEST_COMMENT}.
 * @param markdown undefined where the run made none.
 */
export function commentBody(markdown: string | undefined, { sha, runUrl, request }: ReviewedCommit): string {
  const head = `${MARKER}\n`;
  const run = `[this run](${runUrl})`;
  if (markdown === undefined)
    return `${head}There is no review of ${sha}: ${run} failed before it was made.\n`;
  const source = `<sub>Review of ${sha}, made by ${run} with the code of this ${request}.</sub>\n\n`;
  return cut(head + source + withoutMentions(withoutMarker(markdown)));
}

function withoutMarker(markdown: string): string {
  return markdown.replaceAll(MARKER, '').trimStart();
}

/** A comment of a program must not call people. A zero-width space after the @ is not seen, and ends the mention. */
function withoutMentions(markdown: string): string {
  return markdown.replace(/(?<![\w./-])@(?=[a-z\d])/gi, '@\u200b');
}

/** Cuts at the end of a line. */
function cut(body: string): string {
  if (Buffer.byteLength(body) <= LONGEST_COMMENT) return body;
  const room = Buffer.from(body).subarray(0, LONGEST_COMMENT - Buffer.byteLength(CUT));
  return room.subarray(0, room.lastIndexOf('\n')).toString('utf8') + CUT;
}
