import type { Page } from 'playwright-core';

/** What is set at the elements whose contrast is asked for. */
const MARK = 'data-of-its-kind';

/**
 * A rule of axe as it is, but for fewer elements: contrast is two thirds of the time that axe takes, and a matrix has the
 * same in it a thousand times. For an argument to `axe.configure`.
 */
export const CONTRAST_OF_KINDS = { id: 'color-contrast', selector: `[${MARK}]` };

/** Whatever contrast depends on, and whether an element is seen at all. */
const STYLES = [
  'background-clip',
  'background-color',
  'background-image',
  'color',
  'content-visibility',
  'display',
  'filter',
  'font-size',
  'font-weight',
  'mix-blend-mode',
  'opacity',
  'position',
  'text-shadow',
  'visibility',
  '-webkit-text-stroke-width',
];

/**
 * Marks, among all elements of a page that show text, the first and the last of each kind. Two are of a kind if they and
 * everything around them have the same tags, classes, states and, as computed for this width and these colours, styles:
 * what axe says of one it would say of the other. One that differs in any of this is a kind of its own.
 * @returns how many show text, and how many kinds they are
 */
export function markKinds(page: Page): Promise<{ readonly texts: number; readonly kinds: number }> {
  return page.evaluate<{ texts: number; kinds: number }>(`(() => {
    for (const element of document.querySelectorAll('[${MARK}]')) element.removeAttribute('${MARK}');
    const states = ['aria-disabled', 'aria-hidden', 'disabled', 'hidden', 'inert', 'role', 'type'];
    const numbers = new Map();
    const kindOf = (element, around) => {
      const style = getComputedStyle(element);
      const kind = JSON.stringify([
        around, element.tagName, element.className, states.map((name) => element.getAttribute(name)),
        ${JSON.stringify(STYLES)}.map((name) => style.getPropertyValue(name)),
      ]);
      if (!numbers.has(kind)) numbers.set(kind, numbers.size);
      return numbers.get(kind);
    };
    const textOf = ({ childNodes, value, placeholder }) => [value, placeholder, ...[...childNodes]
      .map(({ nodeType, data }) => nodeType === Node.TEXT_NODE ? data : '')].join('').trim();
    const found = new Map();
    let texts = 0;
    const look = (element, around) => {
      const kind = kindOf(element, around);
      const text = textOf(element);
      if (text !== '' && element.getClientRects().length > 0) {
        texts += 1;
        // Of a single character, and of text without a letter, axe does not say that its contrast is too low.
        const own = [kind, text.length > 1, /[\\p{L}\\p{N}]/u.test(text)].join();
        const [first = element] = found.get(own) ?? [];
        found.set(own, [first, element]);
      }
      for (const child of element.children) look(child, kind);
    };
    look(document.body, kindOf(document.documentElement, -1));
    for (const ends of found.values()) for (const element of ends) element.setAttribute('${MARK}', '');
    return { texts, kinds: found.size };
  })()`);
}
