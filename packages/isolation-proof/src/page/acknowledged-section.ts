import type { Model } from '../model/model';
import type { AcknowledgedFinding } from '../provenance/acknowledged-findings';
import { type Html, html } from './html';
import { SLUG_STAND_INS, withoutStandIns, withSlugStandIns } from '../forms/slug-text';
import { numberText } from './verdict-section';
import { Words } from './words';

/** Findings of rule packs that are accepted, each with its reason. Those of organizations that differ in the slug only are one. */
export function acknowledgedSection(model: Model, findings: readonly AcknowledgedFinding[]): Html {
  const rows = grouped(model, findings);
  return html`<section aria-labelledby="acknowledged">
    <h2 id="acknowledged">Acknowledged findings of rule packs</h2>
    <p class="lead">
      Findings of rule packs and of template validation that are acknowledged in the code, with the reason
      given there. Acknowledgements do not change the verdict of this page.
    </p>
    ${
      rows.length === 0
        ? html`<p>The assembly has none.</p>`
        : html`<details>
            <summary>${numberText(rows.length)} acknowledged findings</summary>
            <table class="acknowledged">
              <thead>
                <tr>
                  <th scope="col">Rule</th>
                  <th scope="col">Construct</th>
                  <th scope="col">Reason</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(rowOf)}
              </tbody>
            </table>
          </details>`
    }
  </section>`;
}

interface Row {
  readonly id: string;
  readonly reason: string;
  readonly paths: Set<string>;
  /** Organizations that it is said of, the one first whose name is shown. */
  readonly organizations: Set<string>;
}

function rowOf({ id, reason, paths, organizations }: Row): Html {
  const [shown] = organizations;
  const words = new Words(shown ?? '', []);
  const others = organizations.size - 1;
  return html`<tr>
    <td><code>${words.of(id)}</code></td>
    <td>
      ${[...paths].map((path) => html`<code>${words.of(path)}</code> `)}
      ${
        others < 1
          ? undefined
          : html`<small
              >and for ${numberText(others)} more ${others === 1 ? 'organization' : 'organizations'}</small
            >`
      }
    </td>
    <td>${words.of(reason)}</td>
  </tr>`;
}

function grouped({ stacks, ownership }: Model, findings: readonly AcknowledgedFinding[]): Row[] {
  const owners = new Map(
    stacks.map(({ name, resources }) => {
      const [resource] = resources.values();
      return [name, resource === undefined ? undefined : ownership.of(resource)];
    }),
  );
  const rows = new Map<string, Row>();
  for (const { stack, ...finding } of findings) {
    const owner = owners.get(stack);
    const [id = '', reason = '', path = ''] = [finding.id, finding.reason, finding.path].map((text) =>
      owner === undefined ? withoutStandIns(text) : withSlugStandIns(text, owner, SLUG_STAND_INS.shown),
    );
    const key = JSON.stringify([owner === undefined, id, reason]);
    const row = rows.get(key) ?? { id, reason, paths: new Set(), organizations: new Set() };
    rows.set(key, row);
    row.paths.add(path);
    if (owner !== undefined) row.organizations.add(owner);
  }
  return [...rows.values()];
}
