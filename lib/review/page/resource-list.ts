import { type Html, html } from '../../../packages/isolation-proof/src/page/html';
import { organizationWords } from '../access/organization-words';
import type { ResourceChange, ResourceChanges, StackChange } from '../resources/resource-change';
import { changeList, factList, type ListedChange } from './change-list';
import { phraseHtml } from './phrase-html';

/**
 * What CloudFormation would do to resources.
 * @param told those that are not told as access already
 * @param kept slugs of organizations that both sides have
 */
export function resourceList(
  { stacks }: ResourceChanges,
  told: readonly ResourceChange[],
  kept: readonly string[],
): Html {
  if (told.length + stacks.length === 0) return html`<p class="lead">No resource changes.</p>`;
  return html`${changeList(stacks.map((change) => listedStack(change, kept)))}
  ${changeList(told.map((change) => listedResource(change, kept)))}`;
}

function listedStack(
  { kind, stack, organizations, resources, stateful, settings }: StackChange,
  kept: readonly string[],
): ListedChange {
  const size =
    kind === 'changed' ? '' : `: ${String(resources)} resources, ${String(stateful)} of them stateful`;
  return {
    weight: kind === 'removed' ? 'violated' : 'quiet',
    badge: `stack ${kind}`,
    headline: html`<code>${stack}</code>${size}${ofOrganizations(organizations, kept)}`,
    ...(settings.length === 0
      ? {}
      : { more: factList([['Changed', settings.map((text) => html`${text}`)]]) }),
  };
}

function listedResource(change: ResourceChange, kept: readonly string[]): ListedChange {
  const { kind, type, path, logicalId, stack, organizations, isStateful, old, properties, warnings } = change;
  const isLoss = kind === 'replaced' || kind === 'deleted' || kind === 'may be replaced';
  const state = isStateful ? ', stateful' : '';
  return {
    weight: isLoss && isStateful ? 'violated' : isLoss ? 'gained' : 'quiet',
    badge: `${kind}${state}`,
    headline: html`${type} <code>${path}</code>${ofOrganizations(organizations, kept)}`,
    more: factList([
      ['Warning', warnings.map((text) => html`${text}`)],
      ['Old resource', old === undefined ? [] : [html`${old}`]],
      ['Properties', properties.map(({ name, effect }) => html`<code>${name}</code> ${EFFECTS[effect]}`)],
      ['Logical id', [html`<code>${logicalId}</code>`]],
      ['Stack', [html`<code>${stack}</code>`]],
      ['Allowed', change.isAllowed ? [html`by --allow-replacement`] : []],
    ]),
  };
}

const EFFECTS = {
  updated: '',
  'may replace': '(may replace the resource)',
  replaces: '(replaces the resource)',
} as const;

function ofOrganizations(organizations: readonly string[], kept: readonly string[]): Html | undefined {
  return organizations.length === 0
    ? undefined
    : html` <span class="policy">${phraseHtml(organizationWords(organizations, kept))}</span>`;
}
