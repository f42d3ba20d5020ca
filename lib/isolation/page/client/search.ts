import type { MatrixData } from '../page-data';
import { byId, element } from './dom';

/** Most organizations, and most forms, that are listed at once; a search narrows them. */
const MOST_LISTED = 24;
const MOST_FORMS = 6;

/** An organization, with the matrix that holds for it. */
export interface Choice {
  readonly slug: string;
  readonly matrix: MatrixData;
}

/** Lets one find an organization by a part of its slug, and choose it. */
export class Search {
  private readonly input = byId('search') as HTMLInputElement;
  private readonly list = byId('organizations');
  private readonly status = byId('search-status');
  private chosen = '';

  constructor(
    private readonly forms: readonly MatrixData[],
    private readonly choose: (choice: Choice) => void,
  ) {
    this.input.addEventListener('input', () => {
      this.show();
    });
    this.input.addEventListener('keydown', (event) => {
      const [first] = this.found()[0]?.slugs ?? [];
      if (event.key !== 'Enter' || first === undefined) return;
      event.preventDefault();
      this.select(first);
    });
  }

  /** Chooses an organization by its slug. @returns whether there is one */
  select(slug: string): boolean {
    const matrix = this.forms.find(({ organizations }) => organizations.includes(slug));
    if (matrix === undefined) return false;
    this.chosen = slug;
    this.choose({ slug, matrix });
    this.show();
    return true;
  }

  show(): void {
    const found = this.found();
    let left = MOST_LISTED;
    const groups = found.slice(0, MOST_FORMS).map(({ matrix, slugs }) => {
      const listed = slugs.slice(0, Math.max(1, left));
      left -= listed.length;
      return this.group(matrix, slugs, listed);
    });
    this.list.replaceChildren(...groups);
    const total = found.reduce((sum, { slugs }) => sum + slugs.length, 0);
    const shown = this.list.querySelectorAll('button').length;
    const organizations = `${total.toLocaleString('en')} ${total === 1 ? 'organization' : 'organizations'}`;
    const rest = shown < total ? `, ${String(shown)} of them listed: search for the others` : '';
    this.status.textContent =
      total === 0 ? 'No organization has that in its slug.' : `${organizations}${rest}.`;
  }

  /** An exact match first, then those that begin with what is searched for. */
  private found(): { readonly matrix: MatrixData; readonly slugs: readonly string[] }[] {
    const wanted = this.input.value.trim().toLowerCase();
    const rank = (slug: string): number => (slug === wanted ? 0 : slug.startsWith(wanted) ? 1 : 2);
    return this.forms
      .map((matrix) => {
        const slugs = matrix.organizations.filter((slug) => slug.includes(wanted));
        if (wanted !== '') slugs.sort((one, other) => rank(one) - rank(other));
        return { matrix, slugs };
      })
      .filter(({ slugs }) => slugs.length > 0)
      .sort((one, other) => rank(one.slugs[0] ?? '') - rank(other.slugs[0] ?? ''));
  }

  private group(
    { organizations }: MatrixData,
    slugs: readonly string[],
    listed: readonly string[],
  ): HTMLElement {
    const size = organizations.length;
    const title = size === 1 ? 'A form of its own' : `${size.toLocaleString('en')} organizations of one form`;
    const more = slugs.length - listed.length;
    return element(
      'li',
      {},
      element('span', { class: 'form' }, title),
      element('span', { class: 'slugs' }, ...listed.map((slug) => this.button(slug))),
      more === 0 ? undefined : element('span', { class: 'more' }, `and ${more.toLocaleString('en')} more`),
    );
  }

  private button(slug: string): HTMLButtonElement {
    const pressed = String(slug === this.chosen);
    const button = element('button', { type: 'button', class: 'slug', 'aria-pressed': pressed }, slug);
    button.addEventListener('click', () => {
      this.select(slug);
      for (const other of this.list.querySelectorAll('button')) {
        if (other.textContent === slug) other.focus();
      }
    });
    return button;
  }
}
