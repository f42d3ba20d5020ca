import type { Compared } from '../../../packages/isolation-proof/src/page/compared-matrices';
import { comparedSection } from '../../../packages/isolation-proof/src/page/compared-section';
import { type Html, html } from '../../../packages/isolation-proof/src/page/html';
import { keptOrganizations, toldResources } from '../markdown/resources-section';
import type { EnvironmentReview, Section } from '../review';
import { accessList } from './access-list';
import { capacityList } from './capacity-list';
import { guardList } from './guard-list';
import { organizationList } from './organization-list';
import { resourceList } from './resource-list';

/** Matrices of one environment, and the id of their part of the page. */
export interface PlacedMatrices {
  readonly id: string;
  readonly compared: Compared;
}

/** What a change does to one environment. */
export function environmentSection(review: EnvironmentReview, matrices: PlacedMatrices | undefined): Html {
  const { name, presence, failures, access, resources, organizations } = review;
  const id = `environment-${name}`;
  const came = presence === 'both' ? '' : ` (${presence})`;
  return html`<section class="environment" aria-labelledby="${id}">
    <h2 id="${id}">Environment ${name}${came}</h2>
    ${failures.map(
      ({ side, reason }) =>
        html`<p><span class="badge violated">${side}</span> could not be synthesized:</p>
          <pre>${reason}</pre>`,
    )}
    <h3>Who gains or loses what</h3>
    ${part(access, ({ words }) => accessList(words))}
    <h3>Resources</h3>
    ${part(resources, (changes) => resourceList(changes, toldResources(review), keptOrganizations(review)))}
    <h3>Organizations</h3>
    ${part(organizations, organizationList)}
    <h3>Proof and what it rests on</h3>
    ${guardList(review)}
    <h3>Quotas and cost</h3>
    ${capacityList(review)} ${matricesPart(matrices)}
  </section>`;
}

function part<Changes>(section: Section<Changes>, show: (changes: Changes) => Html): Html {
  return section.compared
    ? show(section.changes)
    : html`<p class="lead">Not compared: ${section.because}.</p>`;
}

function matricesPart(matrices: PlacedMatrices | undefined): Html | undefined {
  if (matrices === undefined) return undefined;
  return html`<h3>Who can do what, before and after</h3>
    <p class="lead">
      Only principals that gain or lose access have their matrices here. Changed cells are outlined. Open a
      cell to see the statements that decide it.
    </p>
    ${comparedSection(matrices.id, matrices.compared)}`;
}
