import type { MatrixData, PageData } from '../page-data';
import { element } from './dom';

/** Most forms that are listed. */
const MOST_LISTED = 30;

/** Why a form differs from the first one: a line for each construct. */
export function differenceList({ differences = [] }: MatrixData): HTMLElement {
  return differences.length === 0
    ? element(
        'p',
        {},
        'Its resources are the same. It is judged separately because one of its names also occurs elsewhere, or ' +
          'because a pattern could match part of it.',
      )
    : element('ul', { class: 'differences' }, ...differences.map((text) => element('li', {}, text)));
}

/** Every form, with why it differs from the first. */
export function formList({ forms, organizations }: PageData): HTMLElement {
  if (forms.length === 1) return element('p', {}, 'All organizations have the same form.');
  const more = forms.length - MOST_LISTED;
  const statuses = new Map(organizations.map(({ slug, status }) => [slug, status]));
  const statusText = ({ organizations: [first = ''] }: MatrixData): string => {
    const status = statuses.get(first) ?? 'unknown';
    return status === 'active' ? '' : ` (${status})`;
  };
  return element(
    'div',
    {},
    ...forms
      .slice(0, MOST_LISTED)
      .flatMap((form, index) => [
        element('h3', {}, `Form ${String(index + 1)}: ${membersText(form)}${statusText(form)}`),
        index === 0
          ? element('p', {}, 'The form that the others are compared with.')
          : element(
              'div',
              {},
              element('p', {}, `Differs from form 1 (${forms[0]?.organizations[0] ?? ''}) in:`),
              differenceList(form),
            ),
      ]),
    more > 0 ? element('p', {}, `And ${more.toLocaleString('en')} more forms.`) : undefined,
  );
}

/** The organizations of a form, few of them by name. */
function membersText({ organizations }: MatrixData): string {
  const [first = '', second, ...more] = organizations;
  if (second === undefined) return first;
  return more.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${more.length.toLocaleString('en')} more`;
}
