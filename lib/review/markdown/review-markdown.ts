import { markdownCode, markdownText } from '../escape';
import type { EnvironmentReview, Review, ReviewedSide } from '../review';
import { accessSections } from './access-section';
import { capacitySections } from './capacity-section';
import { dependencySections } from './dependencies-section';
import { fittedText, type MarkdownChapter } from './fitted';
import { guardSections } from './guards-section';
import { organizationSections } from './organizations-section';
import { resourceSections, toldResources } from './resources-section';
import type { MarkdownSection } from './section';
import { counted } from './words';

/** By which a program finds the comment again, to write it anew in place. */
export const REVIEW_MARKER = '<!-- platform-review -->';

/**
 * Bytes that the comment has at most. GitHub takes 65,536 characters, GitLab a million.
 * https://docs.github.com/en/rest/issues/comments
 */
const BUDGET = 60_000;

export interface MarkdownOptions {
  /**
   * Address of the files that the run keeps, for what has no room.
   * @default - the artifact is named without a link
   */
  readonly artifactUrl?: string;
}

/** A review as a comment on a pull request, in GitHub-flavoured Markdown; the same to the byte for the same review. */
export function reviewMarkdown(review: Review, { artifactUrl }: MarkdownOptions = {}): string {
  const more =
    artifactUrl === undefined ? 'in the artifact of this run' : `in [the artifact](<${artifactUrl}>)`;
  const chapters = review.environments.map((environment) => ({
    environment,
    sections: sectionsOf(environment),
  }));
  const quiet = chapters
    .filter(({ sections }) => sections.length === 0)
    .map(({ environment }) => environment);
  const dependencies = dependencySections(review);
  const isQuiet =
    quiet.length === chapters.length && dependencies.length === 0 && review.outcome.objections.length === 0;
  const top: MarkdownChapter = {
    heading: [REVIEW_MARKER, ...(isQuiet ? [quietText(quiet)] : [headline(review)])],
    sections: [...objectionSections(review), ...noteSections(review)],
  };
  const told = chapters
    .filter(({ sections }) => sections.length > 0)
    .map(({ environment, sections }): MarkdownChapter => ({
      heading: ['', `### ${markdownCode(environment.name)}`, '', summaryOf(environment)],
      sections,
    }));
  const rest: MarkdownChapter = {
    heading: isQuiet || quiet.length === 0 ? [] : ['', quietText(quiet)],
    sections: dependencies,
  };
  return `${fittedText([top, ...told, rest], BUDGET, more)}\n`;
}

function sectionsOf(environment: EnvironmentReview): MarkdownSection[] {
  return [
    ...failureSections(environment),
    ...presenceSections(environment),
    ...accessSections(environment),
    ...resourceSections(environment),
    ...organizationSections(environment),
    ...guardSections(environment),
    ...capacitySections(environment),
  ].toSorted((one, other) => orderOf(one) - orderOf(other));
}

/** What somebody has to act on comes first, and everything else in the order in which it was made. */
function orderOf({ priority }: MarkdownSection): number {
  return priority < 3 ? priority : 3;
}

function headline({ base, head }: Review): string {
  return `## What this change does\n\n${sideText(head)}, compared with ${sideText(base)}.`;
}

function sideText({ name, commit, hasUncommittedChanges }: ReviewedSide): string {
  const at = commit === undefined ? '' : ` (${markdownCode(commit.slice(0, 12))})`;
  return `${markdownCode(name)}${at}${hasUncommittedChanges === true ? ' with uncommitted changes' : ''}`;
}

/** The one line of environments of which there is nothing to say. */
function quietText(environments: readonly EnvironmentReview[]): string {
  const names = environments.map(({ name }) => markdownCode(name)).join(', ');
  const rewritten = environments.reduce((sum, environment) => sum + rewrittenPolicies(environment), 0);
  const verdict = environments.every(({ proof }) => proof.head.verdict === 'proved')
    ? ' Isolation is proved.'
    : '';
  const policies =
    rewritten === 0
      ? ''
      : ` ${counted(rewritten, 'policy is', 'policies are')} written differently and mean${rewritten === 1 ? 's' : ''} the same.`;
  return `No change to access, resources, organizations or guards of ${names === '' ? 'any environment' : names}.${policies}${verdict}`;
}

/** Policies that a deployment writes, and that mean what they meant before. */
function rewrittenPolicies(environment: EnvironmentReview): number {
  if (!environment.resources.compared) return 0;
  const told = new Set(toldResources(environment));
  return environment.resources.changes.resources
    .filter((change) => !told.has(change))
    .reduce((sum, { organizations }) => sum + Math.max(1, organizations.length), 0);
}

function summaryOf({ proof, organizations }: EnvironmentReview): string {
  const verdict = `Isolation: ${proof.head.verdict}${proof.base.verdict === proof.head.verdict ? ', as before' : ` (base: ${proof.base.verdict})`}.`;
  const count = organizations.compared
    ? ` ${counted(organizations.changes.count.head, 'organization')}.`
    : '';
  return verdict + count;
}

function objectionSections({ outcome }: Review): MarkdownSection[] {
  if (outcome.objections.length === 0) return [];
  const items = outcome.objections.map(
    ({ environment, text }) => `- ${markdownCode(environment)}: ${markdownText(text)}`,
  );
  return [{ title: 'Before this may be merged', priority: 0, lead: [], items, isCollapsed: false }];
}

function noteSections({ notes }: Review): MarkdownSection[] {
  if (notes.length === 0) return [];
  const items = notes.map((note) => `- ${markdownText(note)}`);
  return [{ title: 'How it was compared', priority: 9, lead: [], items, isCollapsed: false }];
}

/** What a side that was not even written says; where its guards failed it, what they found is told below anyway. */
function failureSections({ failures, proof }: EnvironmentReview): MarkdownSection[] {
  return failures.map(({ side, reason }) => {
    const isJudged = proof[side].verdict !== 'not judged';
    return {
      title: `The synth of the ${side} fails: its last lines`,
      priority: isJudged ? 8 : 2,
      lead: [],
      items: reason.split('\n').map((line) => `- ${markdownText(line.trim())}`),
      isCollapsed: isJudged,
    };
  });
}

function presenceSections({ presence, organizations }: EnvironmentReview): MarkdownSection[] {
  if (presence === 'both') return [];
  const count = organizations.compared
    ? organizations.changes.count[presence === 'added' ? 'head' : 'base']
    : 0;
  const lead = [
    presence === 'added'
      ? `This environment is new, with ${counted(count, 'organization')}: there is nothing to compare it with.`
      : `This environment is gone, with ${counted(count, 'organization')}. What is deployed of it stays.`,
  ];
  return [
    {
      title: presence === 'added' ? 'New environment' : 'Removed environment',
      priority: 4,
      lead,
      items: [],
      isCollapsed: false,
    },
  ];
}
