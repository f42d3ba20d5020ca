import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bannerFacts } from '../../../packages/isolation-proof/src/page/banner-facts';
import { buildPageScript } from '../../../packages/isolation-proof/src/page/build-script';
import { documentOf } from '../../../packages/isolation-proof/src/page/document';
import { embeddedJson, Html, html } from '../../../packages/isolation-proof/src/page/html';
import { type Column, COLUMNS } from './columns';
import { countsOf } from './organization-counts';
import type { FleetData } from './page-data';

/**
 * One page with all hubs, which needs nothing but itself. What hubs say of themselves is data in it, escaped, and
 * becomes text and never markup.
 * @param environment name of the environment
 */
export function fleetPage(environment: string, data: FleetData): string {
  const title = `Data Hubs of ${environment}`;
  return documentOf({
    title,
    body: [
      html`<main class="fleet">
        ${header(title, data)} ${filters(data)} ${hubTable()} ${organizationTable()} ${legend()}
      </main>`,
      new Html(`<script type="application/json" id="data">${embeddedJson(data)}</script>`),
    ],
    script: buildPageScript(join(__dirname, 'client', 'main.ts')),
    ownStyle: readFileSync(join(__dirname, 'fleet.css'), 'utf8'),
  });
}

function header(title: string, { hubs, organizations, now }: FleetData): Html {
  const counts = countsOf(hubs);
  const facts = [
    ['Hubs', counts.hubs],
    ['Organizations', organizations.length],
    ['Overdue', counts.overdue],
    ['Alarm', counts.alarm],
    ['Never seen', counts['not-seen']],
  ] as const;
  const moment = new Date(now).toISOString();
  return html`<header>
    <h1>${title}</h1>
    <p class="lead">
      As of
      <time datetime="${moment}">${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC</time>. The page does not
      update itself.
    </p>
    ${bannerFacts(facts.map(([name, count]) => [name, count.toLocaleString('en')] as const))}
    <noscript><p class="note">The list needs JavaScript.</p></noscript>
  </header>`;
}

function filters({ hubs, organizations }: FleetData): Html {
  const states = [...new Set(hubs.map(({ state }) => state))].sort();
  return html`<form class="filters" role="search" aria-label="Hubs">
    <div class="words">
      <label for="search">Search</label>
      <input
        id="search"
        type="search"
        autocomplete="off"
        spellcheck="false"
        placeholder="hub, organization, version"
      />
    </div>
    ${choice(
      'organization',
      'Organization',
      organizations.map(({ slug, displayName }) => [slug, `${displayName} (${slug})`]),
    )}
    ${choice(
      'state',
      'State',
      states.map((state) => [state, state]),
    )}
    ${choice('attention', 'Attention', [
      ['any', 'needs attention'],
      ['overdue', 'overdue'],
      ['alarm', 'alarm'],
      ['not-seen', 'never seen'],
    ])}
    <button id="reset" type="reset">Reset</button>
  </form>`;
}

function choice(id: string, label: string, options: readonly (readonly [string, string])[]): Html {
  return html`<div>
    <label for="${id}">${label}</label>
    <select id="${id}">
      <option value="">all</option>
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>
  </div>`;
}

function hubTable(): Html {
  return html`<p id="found" role="status"></p>
    <div class="hubs" role="region" aria-label="Table of hubs" tabindex="0">
      <table>
        <caption>
          Hubs; the buttons of the header sort
        </caption>
        <thead>
          <tr>
            ${Object.entries<Column>(COLUMNS).map(([id, column]) => columnHeader(id, column))}
          </tr>
        </thead>
        <tbody id="hubs"></tbody>
      </table>
    </div>
    <button id="more" type="button" hidden>Show more</button>`;
}

/** A header that sorts by its column. The rows are sorted by organization at first. */
function columnHeader(id: string, { title, isNumber }: Column): Html {
  const sorted = id === 'organization' ? new Html(' aria-sort="ascending"') : undefined;
  const number = isNumber ? new Html(' class="number"') : undefined;
  return html`<th scope="col" ${sorted} ${number}>
    <button type="button" data-column="${id}">${title}</button>
  </th>`;
}

function organizationTable(): Html {
  return html`<section aria-labelledby="by-organization">
    <h2 id="by-organization">By organization</h2>
    <details id="organization-list">
      <summary>Hubs of each organization</summary>
      <div class="hubs" role="region" aria-label="Table of organizations" tabindex="0">
        <table>
          <caption>
            Hubs of each organization; its button shows them above
          </caption>
          <thead>
            <tr>
              <th scope="col">Organization</th>
              <th scope="col" class="number">Hubs</th>
              <th scope="col" class="number">Overdue</th>
              <th scope="col" class="number">Alarm</th>
              <th scope="col" class="number">Never seen</th>
            </tr>
          </thead>
          <tbody id="organizations-counted"></tbody>
        </table>
      </div>
    </details>
  </section>`;
}

function legend(): Html {
  return html`<details class="meaning">
    <summary>What the words mean</summary>
    <dl class="facts">
      <dt>Overdue</dt>
      <dd>
        no heartbeat for three of the hub’s intervals, or a certificate that the hub should have renewed
      </dd>
      <dt>Alarm</dt>
      <dd>
        less than 10 % of the disk free, a clock that is off by more than 5 minutes, or an agent that gets no
        credentials
      </dd>
      <dt>Never seen</dt>
      <dd>enrolled, and has sent no heartbeat: it is off, older than the feature, or never started</dd>
      <dt>Last seen</dt>
      <dd>by AWS’s clock. Version, disk and clock are what the hub says of itself</dd>
    </dl>
  </details>`;
}
