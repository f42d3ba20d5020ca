import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';

/** What the CDK notes of the constructs of a stack, by `/<construct path>`, in a file beside the template. */
export type ConstructNotes = Readonly<Record<string, readonly ConstructNote[]>>;

interface ConstructNote {
  readonly type: string;
  readonly data?: unknown;
  readonly trace?: readonly string[];
}

const CREATION_TRACE = 'aws:cdk:creationStack';

/** Where the CDK puts them: https://docs.aws.amazon.com/cdk/v2/guide/apps.html (cloud assembly) */
export function metadataFile(outdir: string, { artifactId }: Stack): string {
  return join(outdir, `${artifactId}.metadata.json`);
}

/** As the CDK writes them. */
function notesText(notes: ConstructNotes): string {
  return JSON.stringify(notes, undefined, 2);
}

const OPENING = '{\n';
const CLOSING = '\n}';

/** The text of those of everything within a stack, and not of the stack itself, to go behind the stack's own. */
export function textOfNotesWithin(notes: ConstructNotes, stackName: string): string {
  return notesText(notesWithin(notes, stackName)).slice(OPENING.length);
}

/** The whole file: what a stack has been noted of itself, and of what is within it. */
export function wholeNotesText(own: ConstructNotes, textWithin: string): string {
  return `${notesText(own).slice(0, -CLOSING.length)},\n${textWithin}`;
}

/** What a text of {@link textOfNotesWithin} says. */
export function readNotesWithin(textWithin: string): ConstructNotes {
  return JSON.parse(OPENING + textWithin) as ConstructNotes;
}

export function notesWithin(notes: ConstructNotes, stackName: string): ConstructNotes {
  return Object.fromEntries(Object.entries(notes).filter(([path]) => path !== `/${stackName}`));
}

/** Without the lines of code by which something was made, which say nothing of what it is. */
export function withoutTraces(notes: ConstructNotes): ConstructNotes {
  return Object.fromEntries(
    Object.entries(notes).map(([path, ofPath]) => [
      path,
      ofPath.filter(({ type }) => type !== CREATION_TRACE).map(({ type, data }) => ({ type, data })),
    ]),
  );
}

/** The same notes with the traces of others, which say the same in the same order of what is made by the same code. */
export function withTracesOf(others: ConstructNotes, notes: ConstructNotes): ConstructNotes {
  const pathsOfOthers = Object.values(others);
  return Object.fromEntries(
    Object.entries(notes).map(([path, ofPath], at) => [
      path,
      ofPath.map((note, index): ConstructNote => {
        const other = pathsOfOthers[at]?.[index];
        if (note.type === CREATION_TRACE) return other ?? note;
        return other?.trace === undefined ? note : { ...note, trace: other.trace };
      }),
    ]),
  );
}
