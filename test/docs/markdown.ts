import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** Folders with documents, besides the root. */
const FOLDERS = ['.github', 'docs', 'emulator', 'examples', 'packages'];

export const readDocument = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What others wrote; a virtual environment alone has tens of thousands of files. */
const INSTALLED = new Set(['node_modules', '.venv']);

/** Every document of the repository, as paths from its root; walked through once, however many links ask for it. */
export function documents(): readonly string[] {
  return (found ??= [...readdirSync(ROOT), ...FOLDERS.flatMap(filesBelow)].filter((path) =>
    path.endsWith('.md'),
  ));
}

let found: readonly string[] | undefined;

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [`${folder}/${entry.name}`];
    return INSTALLED.has(entry.name) ? [] : filesBelow(`${folder}/${entry.name}`);
  });
}

/** Targets of links and images that stand in the repository, `path#anchor`; not those of other sites. */
export function relativeLinks(markdown: string): string[] {
  const targets = [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** Anchors that GitHub gives the headings of a document. A title that occurs again is numbered. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, title = ''] of withoutFences(markdown).matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = anchorOf(title);
    let free = anchor;
    for (let again = 1; anchors.has(free); again++) free = `${anchor}-${again}`;
    anchors.add(free);
  }
  return anchors;
}

/** Lower case, without markup and punctuation, a hyphen for each space. */
function anchorOf(title: string): string {
  const text = title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

function withoutFences(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '');
}

function withoutCode(markdown: string): string {
  return withoutFences(markdown).replace(/`[^`\n]*`/g, '');
}
