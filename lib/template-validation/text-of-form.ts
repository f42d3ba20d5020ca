import type { NamesOfStack } from './names-of-stack';

/** Characters that no text of JSON holds otherwise than escaped, in the order of the names. */
const SLUG = '\u0001';
const UNDERSCORED_SLUG = '\u0002';
const DISPLAY_NAME = '\u0003';
const userStandIn = (index: number): string => `\u0004${index}\u0005`;
// eslint-disable-next-line no-control-regex -- these are the stand-ins
const ANY_STAND_IN = /[\u0001-\u0005]/;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-description-structure.html */
const MAX_DESCRIPTION = 1024;
const DESCRIPTION = /^\{\s*"Description": "(?:[^"\\\n]|\\.)*"/;

/**
 * A template's text with stand-ins in the place of its organization's names, wherever these are words. Templates that
 * become the same text differ in nothing but what stands at the same places of each, since to put the names back gives
 * every text again. Undefined of a text that holds stand-ins itself.
 *
 * Two strings of a template are equal exactly if they are with stand-ins, and so in all templates of one form or in none.
 */
export function textOfForm(template: string, { slug, users, displayName }: NamesOfStack): string | undefined {
  if (ANY_STAND_IN.test(template)) return undefined;
  let text = withoutDisplayName(template, displayName);
  text = replaceWord(text, slug, (before, after) =>
    // A slug without hyphens is spelled in one way: beside an underscore it is taken for the other.
    !slug.includes('-') && (before === '_' || after === '_') ? UNDERSCORED_SLUG : SLUG,
  );
  if (slug.includes('-')) text = replaceWord(text, slug.replaceAll('-', '_'), () => UNDERSCORED_SLUG);
  users.forEach((user, index) => {
    text = replaceWord(text, user, () => userStandIn(index));
  });
  return text;
}

/** Of the description of a template nothing is judged but its length. */
function withoutDisplayName(template: string, displayName: string): string {
  const [description = ''] = DESCRIPTION.exec(template) ?? [];
  if (description.length > MAX_DESCRIPTION) return template;
  const shown = `(${JSON.stringify(displayName).slice(1, -1)})`;
  return description.replace(shown, () => `(${DISPLAY_NAME})`) + template.slice(description.length);
}

const WORD_CHARACTER = /[A-Za-z0-9]/;

/** Searches for the whole name first, which is fast, and looks beside it then. */
function replaceWord(text: string, name: string, standIn: (before: string, after: string) => string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + name.length)];
    if (WORD_CHARACTER.test(before) || WORD_CHARACTER.test(after)) continue;
    pieces.push(text.slice(from, at), standIn(before, after));
    from = at + name.length;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(from);
}
