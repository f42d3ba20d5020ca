import { applyEdits, type Edit, findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { OrganizationEntry } from './organization-entry';

/** Prettier's, as this repository has it: a longer entry is written over several lines. */
const LONGEST_LINE = 110;
const DEFAULT_INDENT = '  ';

/** Where the entries of a file stand, and what the lines of a new one begin and end with. */
interface Layout {
  /** Before the fields of an entry of several lines. */
  readonly fieldIndent: string;
  /** Before its closing brace. */
  readonly indent: string;
  readonly lineBreak: string;
  readonly spaces: Spaces;
}

/** What stands between the parts of an entry of one line. */
interface Spaces {
  readonly inBraces: string;
  readonly colon: string;
  readonly comma: string;
}

const SPACED: Spaces = { inBraces: ' ', colon: ': ', comma: ', ' };
const COMPACT: Spaces = { inBraces: '', colon: ':', comma: ',' };

/**
 * The text of an environment's file with one organization more, the last. Not a character of what stands there
 * changes; the new entry looks like the one before it, and like the file where it is the first.
 * @param text JSON without comments or byte-order mark.
 * @returns undefined if the text is not an object, or its organizations are not a list.
 */
export function textWithOrganization(text: string, entry: OrganizationEntry): string | undefined {
  const root = parseTree(text);
  if (root?.type !== 'object') return undefined;
  const list = findNodeAtLocation(root, ['organizations']);
  if (list !== undefined && list.type !== 'array') return undefined;
  const last = list?.children?.at(-1);
  const edit =
    list === undefined
      ? newField(text, root, entry)
      : last === undefined
        ? firstEntry(text, root, list, entry)
        : nextEntry(text, root, list, last, entry);
  return applyEdits(text, [edit]);
}

function nextEntry(text: string, root: Node, list: Node, last: Node, entry: OrganizationEntry): Edit {
  const before = list.children?.at(-2);
  const written = textOf(text, last);
  const spaces = spacesOf(text, last);
  const lead = text.slice(before === undefined ? list.offset + 1 : endOf(before), last.offset);
  const ownLines = written.includes('\n');
  const gap = lead !== '' ? lead : ownLines ? ' ' : spaces.comma.slice(1);
  const separator = before === undefined ? `,${gap}` : lead;
  const indent = indentAt(text, endOf(last));
  const first = last.children?.[0];
  const layout: Layout = {
    indent,
    fieldIndent: ownLines && first !== undefined ? indentAt(text, first.offset) : indent + unitOf(text, root),
    lineBreak: lineBreakOf(text),
    spaces,
  };
  const content = ownLines
    ? inLines(entry, layout, usersInLines(text, list))
    : separator.includes('\n')
      ? inOneLineIfItFits(entry, layout)
      : inOneLine(entry, spaces);
  return { offset: endOf(last), length: 0, content: separator + content };
}

function firstEntry(text: string, root: Node, list: Node, entry: OrganizationEntry): Edit {
  return { offset: list.offset, length: list.length, content: listOf(entry, text, root, list.offset) };
}

/** Adds the whole field, as the last of the file. */
function newField(text: string, root: Node, entry: OrganizationEntry): Edit {
  const [before, last] = [root.children?.at(-2), root.children?.at(-1)];
  if (last === undefined) {
    const content = `{"organizations":[${inOneLine(entry, COMPACT)}]}`;
    return { offset: root.offset, length: root.length, content };
  }
  const separator = before === undefined ? ', ' : text.slice(endOf(before), last.offset);
  const { colon } = spacesOf(text, root);
  const content = `${separator}"organizations"${colon}${listOf(entry, text, root, last.offset)}`;
  return { offset: endOf(last), length: 0, content };
}

/** A list of one entry, in a line of its own unless the whole file is in one line. */
function listOf(entry: OrganizationEntry, text: string, root: Node, at: number): string {
  if (!textOf(text, root).includes('\n')) {
    const { colon } = spacesOf(text, root);
    return `[${inOneLine(entry, colon === ':' ? COMPACT : SPACED)}]`;
  }
  const unit = unitOf(text, root);
  const outer = indentAt(text, at);
  const lineBreak = lineBreakOf(text);
  const indent = outer + unit;
  const layout: Layout = { indent, fieldIndent: indent + unit, lineBreak, spaces: SPACED };
  return `[${lineBreak}${indent}${inOneLineIfItFits(entry, layout)}${lineBreak}${outer}]`;
}

function inOneLineIfItFits(entry: OrganizationEntry, layout: Layout): string {
  const line = inOneLine(entry, layout.spaces);
  return layout.indent.length + line.length > LONGEST_LINE ? inLines(entry, layout, false) : line;
}

function inOneLine(entry: OrganizationEntry, { inBraces, colon, comma }: Spaces): string {
  const fields = Object.entries(entry).map(
    ([name, value]) => `${JSON.stringify(name)}${colon}${inOneLineValue(value, comma)}`,
  );
  return `{${inBraces}${fields.join(comma)}${inBraces}}`;
}

function inLines(
  entry: OrganizationEntry,
  { indent, fieldIndent, lineBreak }: Layout,
  listsInLines: boolean,
): string {
  const inner = fieldIndent + fieldIndent.slice(indent.length);
  const fields = Object.entries(entry).map(([name, value]: [string, unknown]) => {
    const written =
      listsInLines && Array.isArray(value)
        ? `[${value.map((one) => `${lineBreak}${inner}${JSON.stringify(one)}`).join(',')}${lineBreak}${fieldIndent}]`
        : inOneLineValue(value, SPACED.comma);
    return `${fieldIndent}${JSON.stringify(name)}: ${written}`;
  });
  return `{${lineBreak}${fields.join(`,${lineBreak}`)}${lineBreak}${indent}}`;
}

function inOneLineValue(value: unknown, comma: string): string {
  return Array.isArray(value)
    ? `[${value.map((one) => JSON.stringify(one)).join(comma)}]`
    : JSON.stringify(value);
}

/** How an object of one line is spaced, by its first two fields. */
function spacesOf(text: string, object: Node): Spaces {
  const [first, second] = object.children ?? [];
  const [key, value] = first?.children ?? [];
  if (first === undefined || key === undefined || value === undefined) return SPACED;
  const colon = text.slice(endOf(key), value.offset);
  const comma = second === undefined ? SPACED.comma : text.slice(endOf(first), second.offset);
  return { inBraces: text.slice(object.offset + 1, first.offset), colon, comma };
}

/** Whether the last list of users that the file has is written with a line for each. */
function usersInLines(text: string, list: Node): boolean {
  const lists = (list.children ?? []).flatMap((entry) => findNodeAtLocation(entry, ['athenaUsers']) ?? []);
  const last = lists.filter(({ children = [] }) => children.length > 0).at(-1);
  return last !== undefined && textOf(text, last).includes('\n');
}

/** What one level is indented by. */
function unitOf(text: string, root: Node): string {
  const first = root.children?.[0];
  return first === undefined ? DEFAULT_INDENT : indentAt(text, first.offset) || DEFAULT_INDENT;
}

/** The white space that the line of an offset begins with. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function textOf(text: string, node: Node): string {
  return text.slice(node.offset, endOf(node));
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}
