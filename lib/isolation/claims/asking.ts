import { type Access, findAccess, type Lens, type Question, type Subject } from '../access';
import type { ActionClass } from '../action-classes';
import type { Fact, Facts } from '../facts';
import type { GuardedResource } from '../model';
import type { Region } from '../regions';
import type { Statement } from '../statement';
import type { Judgement, Violation } from './claim';

/** More than this many counterexamples of one claim help nobody. */
const MOST_VIOLATIONS = 20;

/** Asks questions for a claim, and keeps count of them and of what they found. */
export class Asking {
  private readonly violations: Violation[] = [];
  private readonly subjects = new Set<string>();
  private readonly guarded = new Set<GuardedResource>();
  private readonly statements = new Set<Statement>();
  private readonly told = new Set<string>();
  private questions = 0;

  /** @param advice how a statement of this claim's subject should be written, where it asks questions */
  constructor(private readonly advice = '') {}

  /** Notes a violation if the subject may do what is asked about. */
  ask(
    subject: Subject,
    action: ActionClass,
    region: Region,
    lens: Lens,
    what: (action: string, resource: string) => string,
    facts: Facts = new Map(),
  ): void {
    this.count(subject, region);
    if (this.violations.length >= MOST_VIOLATIONS) return;
    const question: Question = { subject, action, ...region, facts, lens };
    const access = findAccess(question);
    if (access === undefined) return;
    const sentence = what(access.action, access.resource);
    const context = contextOf(facts);
    // Two questions can have the same counterexample; once is enough.
    const told = JSON.stringify([sentence, context, lens.name]);
    if (this.told.has(told)) return;
    this.told.add(told);
    this.violations.push({
      what: sentence,
      request: { ...access, context, lens: lens.name },
      statements: access.allowedBy,
      remedy: this.remedyFor(access, region, lens),
      // Allowed by no statement of the templates, but for want of a Deny in this policy.
      ...(access.allowedBy.length === 0 && region.guarded !== undefined
        ? { path: region.guarded.source.path }
        : {}),
    });
  }

  /** Notes a statement, or a resource by its construct path, that is wrong whatever is asked. */
  refute(what: string, statements: readonly Statement[], remedy: string, path?: string): void {
    this.questions += 1;
    if (this.violations.length >= MOST_VIOLATIONS) return;
    this.violations.push({ what, statements, remedy, ...(path === undefined ? {} : { path }) });
  }

  /** Counts a statement as looked at. */
  lookedAt(...statements: readonly Statement[]): void {
    for (const statement of statements) this.statements.add(statement);
  }

  get judgement(): Judgement {
    return {
      violations: this.violations,
      coverage: {
        principals: this.subjects.size,
        statements: this.statements.size,
        questions: this.questions,
      },
    };
  }

  /** Narrowing what allows it always helps; a Deny helps where the lens counts the policy that it would stand in. */
  private remedyFor({ allowedBy }: Access, { guarded }: Region, lens: Lens): string {
    const narrow = allowedBy.map(({ name, source }) => `${name} of ${source.path}`).join(' or ');
    const lock = guarded === undefined ? 'the permissions boundary' : `the policy of ${guarded.source.path}`;
    if (narrow === '') return `Deny the request in ${lock}: ${this.advice}`;
    return `Narrow ${narrow}${lens.resourcePolicies ? `, or deny the request in ${lock}` : ''}: ${this.advice}`;
  }

  private count(subject: Subject, { guarded }: Region): void {
    this.questions += 1;
    if (!this.subjects.has(subject.arn)) {
      this.subjects.add(subject.arn);
      this.lookedAt(...subject.identity, ...(subject.boundary ?? []));
    }
    if (guarded !== undefined && !this.guarded.has(guarded)) {
      this.guarded.add(guarded);
      this.lookedAt(...guarded.policy);
    }
  }
}

function contextOf(facts: Facts): Record<string, string> {
  return Object.fromEntries([...facts].map(([key, fact]) => [key, describe(fact)]));
}

function describe(fact: Fact): string {
  if (fact.kind === 'absent') return '(absent)';
  return fact.kind === 'text' ? fact.text : '(any other value)';
}
