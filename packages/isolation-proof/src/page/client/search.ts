import type { MatrixData, OrganizationData, PageData } from '../page-data';
import { byId, element } from './dom';
import { nameParts } from './organization-name';

/** Most organizations, and most forms, that are listed at once; a search narrows them. */
const MOST_LISTED = 24;
const MOST_FORMS = 6;

/** An organization, with the matrix that holds for it. */
export interface Choice {
  readonly organization: OrganizationData;
  readonly matrix: MatrixData;
}

/** The organizations of one form that a search finds. */
interface Found {
  readonly matrix: MatrixData;
  readonly slugs: readonly string[];
}

/** Lets one find an organization by a part of its slug or display name, and choose it. */
export class Search {
  private readonly input = byId('search') as HTMLInputElement;
  private readonly list = byId('organizations');
  private readonly status = byId('search-status');
  private readonly forms: readonly MatrixData[];
  private readonly organizations: ReadonlyMap<string, OrganizationData>;
  private chosen = '';

  constructor(
    { forms, organizations }: PageData,
    private readonly choose: (choice: Choice) => void,
  ) {
    this.forms = forms;
    this.organizations = new Map(organizations.map((organization) => [organization.slug, organization]));
    this.input.addEventListener('input', () => {
      const [only, ...others] = this.found().flatMap(({ slugs }) => slugs);
      if (only !== undefined && others.length === 0) this.select(only);
      else this.show();
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
    if (slug !== this.chosen) {
      this.chosen = slug;
      this.choose({ organization: this.organizations.get(slug) ?? { slug, status: 'unknown' }, matrix });
    }
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
    const slugs = found.flatMap((form) => form.slugs);
    this.status.textContent = this.statusText(slugs, this.list.querySelectorAll('button').length);
  }

  private statusText([first, ...others]: readonly string[], shown: number): string {
    if (first === undefined) return 'No organization has this in its slug or display name.';
    if (others.length === 0)
      return first === this.chosen ? `1 organization: ${first}, shown below.` : '1 organization.';
    const total = others.length + 1;
    const rest = shown < total ? `, ${String(shown)} of them listed; search to narrow the list` : '';
    return `${total.toLocaleString('en')} organizations${rest}.`;
  }

  /** An exact match first, then those that begin with what is searched for. */
  private found(): readonly Found[] {
    const wanted = this.input.value.trim().toLowerCase();
    const rank = (slug: string): number => (slug === wanted ? 0 : slug.startsWith(wanted) ? 1 : 2);
    return this.forms
      .map((matrix) => {
        const slugs = matrix.organizations.filter((slug) => this.matches(slug, wanted));
        if (wanted !== '') slugs.sort((one, other) => rank(one) - rank(other));
        return { matrix, slugs };
      })
      .filter(({ slugs }) => slugs.length > 0)
      .sort((one, other) => rank(one.slugs[0] ?? '') - rank(other.slugs[0] ?? ''));
  }

  private matches(slug: string, wanted: string): boolean {
    const { displayName = '' } = this.organizations.get(slug) ?? {};
    return slug.includes(wanted) || displayName.toLowerCase().includes(wanted);
  }

  private group(matrix: MatrixData, slugs: readonly string[], listed: readonly string[]): HTMLElement {
    const size = matrix.organizations.length;
    const title = `Form ${String(this.forms.indexOf(matrix) + 1)}, ${size.toLocaleString('en')} ${size === 1 ? 'organization' : 'organizations'}`;
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
    const attributes = { type: 'button', class: 'slug', 'aria-pressed': pressed, 'data-slug': slug };
    const parts = nameParts(this.organizations.get(slug) ?? { slug, status: 'unknown' });
    const button = element('button', attributes, ...parts);
    button.addEventListener('click', () => {
      this.select(slug);
      // The list is drawn anew: the focus stays with the organization.
      for (const other of this.list.querySelectorAll('button')) {
        if (other.dataset['slug'] === slug) other.focus();
      }
    });
    return button;
  }
}
