import { type Html, html } from '../../../packages/isolation-proof/src/page/html';
import type { DependencyChange, DependencyChanges } from '../dependencies/dependency-change';
import type { Section } from '../review';
import { changeList, type ListedChange } from './change-list';

/** What changed of the packages that the app is built with; nothing if nothing did. */
export function dependencySection(dependencies: Section<DependencyChanges>): Html | undefined {
  if (!dependencies.compared) {
    return section(html`<p class="lead">Not compared: ${dependencies.because}.</p>`);
  }
  const { direct, transitive } = dependencies.changes;
  const { added, removed, changed } = transitive;
  if (direct.length + added + removed + changed === 0) return undefined;
  return section(
    html`${changeList(direct.map(listed))}
      <p class="note">
        Packages that only others need: ${added} added, ${removed} removed, ${changed} changed.
      </p>`,
  );
}

function section(content: Html): Html {
  return html`<section aria-labelledby="dependencies">
    <h2 id="dependencies">Dependencies</h2>
    ${content}
  </section>`;
}

function listed({ name, from, to, kind }: DependencyChange): ListedChange {
  const badge = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  const versions = [from, to].filter((version) => version !== undefined).join(' → ');
  return {
    weight: kind === 'dependency' ? 'gained' : 'quiet',
    badge,
    headline: html`<code>${name}</code> ${versions} <span class="policy">${kind}</span>`,
  };
}
