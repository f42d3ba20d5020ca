import { type Access, isAllowedSomewhere, type Question } from '../access/access';
import type { SeenRegion } from '../access/foreign-resources';
import type { Lens } from '../access/lens';
import type { Subject } from '../model/principal';
import type { ActionClass } from '../policies/action-classes';
import { type Fact, type Facts, NOTHING_KNOWN } from '../policies/facts';
import type { GuardedResource } from '../model/guarded-resource';
import type { Pattern } from '../patterns/pattern';
import { ofOneService, serviceOfResource } from '../access/one-service';
import { areRefused, findUnlessRefused } from '../access/refused';
import type { Region } from '../access/regions';
import type { Statement } from '../policies/statement';
import type { Judgement, Violation } from './claim';
import { Counterexamples } from './counterexamples';

/** Asks questions for a claim, and keeps count of them and of what they found. */
export class Asking {
  private readonly counterexamples = new Counterexamples();
  /** By subject: where the policies allow actions of one service on resources of another one only. */
  private readonly acrossServices = new Map<string, Violation>();
  private readonly refuted = new Set<string>();
  private readonly notes: string[] = [];
  private readonly principals = new Set<string>();
  private readonly guarded = new Set<GuardedResource>();
  private readonly counted = new Set<readonly SeenRegion[]>();
  private readonly statements = new Set<Statement>();
  private subjects = 0;
  private questions = 0;

  /**
   * @param advice how a statement of this claim's subject should be written, where it asks questions
   * @param otherwise what else may be done about a request that is allowed; undefined if nothing
   */
  constructor(
    private readonly advice = '',
    private readonly otherwise: (access: Access) => string | undefined = () => undefined,
  ) {}

  /** Goes through what the claim is about, so that a claim about nothing is known for one. */
  each<T>(subjects: readonly T[]): readonly T[] {
    this.subjects += subjects.length;
    return subjects;
  }

  /**
   * Notes a violation if the subject may do what is asked about.
   * @param sparing patterns of resources of the region that are not asked about
   */
  ask(
    subject: Subject,
    action: ActionClass,
    region: Region,
    lens: Lens,
    what: (action: string, resource: string) => string,
    facts: Facts = NOTHING_KNOWN,
    sparing: readonly Pattern[] = [],
  ): void {
    this.count(subject, region);
    this.look(subject, action, region, lens, what, facts, sparing);
  }

  /** The same for each of several places, in their order. */
  askEach(
    subject: Subject,
    action: ActionClass,
    places: readonly SeenRegion[],
    lens: Lens,
    what: (action: string, resource: string) => string,
    sparing: readonly Pattern[] = [],
  ): void {
    this.countEach(subject, places);
    if (this.counterexamples.isEnough || areRefused({ subject, action, places, lens, sparing })) return;
    for (const { region, facts } of places) this.look(subject, action, region, lens, what, facts, sparing);
  }

  private look(
    subject: Subject,
    action: ActionClass,
    region: Region,
    lens: Lens,
    what: (action: string, resource: string) => string,
    facts: Facts,
    sparing: readonly Pattern[],
  ): void {
    // Most questions end here, before anything is made for them.
    if (this.counterexamples.isEnough || !isAllowedSomewhere(subject, action, region.guarded, lens)) return;
    const question: Question = { subject, action, ...region, facts, lens, sparing };
    const found = findUnlessRefused(question);
    if (found === undefined) return;
    const access = ofOneService(question, found);
    if (access === undefined) {
      if (!this.acrossServices.has(subject.arn)) this.acrossServices.set(subject.arn, acrossServices(found));
      return;
    }
    this.refuted.add(subject.arn);
    const violation: Violation = {
      what: what(access.action, access.resource),
      request: { ...access, context: contextOf(facts), lens: lens.name },
      statements: access.allowedBy,
      remedy: this.remedyFor(access, region, lens),
      // Allowed by no statement of the templates, but for want of a Deny in this policy.
      ...(access.allowedBy.length === 0 && region.guarded !== undefined
        ? { path: region.guarded.source.path }
        : {}),
    };
    this.counterexamples.addRequest(violation, isObjectActionOnBucket(access));
  }

  /** Counts a check of a statement, or of something that is no statement, that needs no request. */
  check(statement?: Statement): void {
    this.questions += 1;
    if (statement !== undefined) this.statements.add(statement);
  }

  /** Notes a statement, or a resource by its construct path, that is wrong whatever is asked. */
  refute(what: string, statements: readonly Statement[], remedy: string, path?: string): void {
    this.counterexamples.addPlace({ what, statements, remedy, ...(path === undefined ? {} : { path }) });
  }

  /** Notes what the claim takes for granted in these templates. */
  note(sentence: string): void {
    this.notes.push(sentence);
  }

  get judgement(): Judgement {
    // Whoever has a counterexample needs no other one that is harder to read.
    const others = [...this.acrossServices].filter(([arn]) => !this.refuted.has(arn));
    for (const [, violation] of others) this.counterexamples.addPlace(violation);
    return {
      violations: this.counterexamples.violations,
      coverage: {
        subjects: this.subjects,
        principals: this.principals.size,
        statements: this.statements.size,
        questions: this.questions,
      },
      notes: this.notes,
    };
  }

  /** Narrowing what allows it always helps; a Deny helps where the lens counts the policy that it would stand in. */
  private remedyFor(access: Access, { guarded }: Region, lens: Lens): string {
    const narrow = namesOf(access.allowedBy, 'or');
    const lock = guarded === undefined ? 'the permissions boundary' : `the policy of ${guarded.source.path}`;
    if (narrow === '') return `Deny the request in ${lock}: ${this.advice}`;
    const otherwise = this.otherwise(access);
    return `Narrow ${narrow}${lens.resourcePolicies ? `, or deny the request in ${lock}` : ''}: ${this.advice}${
      otherwise === undefined ? '' : ` ${otherwise}`
    }`;
  }

  private count(subject: Subject, region: Region): void {
    this.questions += 1;
    this.countSubject(subject);
    this.countGuarded(region);
  }

  private countEach(subject: Subject, places: readonly SeenRegion[]): void {
    this.questions += places.length;
    if (places.length > 0) this.countSubject(subject);
    if (this.counted.has(places)) return;
    this.counted.add(places);
    for (const { region } of places) this.countGuarded(region);
  }

  private countSubject(subject: Subject): void {
    if (!this.principals.has(subject.arn)) {
      this.principals.add(subject.arn);
      for (const statement of [...subject.identity, ...(subject.boundary ?? [])])
        this.statements.add(statement);
    }
  }

  private countGuarded({ guarded }: Region): void {
    if (guarded !== undefined && !this.guarded.has(guarded)) {
      this.guarded.add(guarded);
      for (const statement of guarded.policy) this.statements.add(statement);
    }
  }
}

/** Whether an action on objects is asked about of a bucket, which it is never about. */
function isObjectActionOnBucket({ action, resource }: Access): boolean {
  return /^s3:[a-z]*object(?!lockconfiguration)/.test(action) && /^arn:[^:]*:s3:::[^/]*$/.test(resource);
}

/** No request can be shown: which action of the one service is about a resource of the other one is not modelled. */
function acrossServices({ principal, action, resource, allowedBy }: Access): Violation {
  const [service = ''] = action.split(':');
  const other = serviceOfResource(resource) ?? 'another service';
  const statements = namesOf(allowedBy, 'and') || 'nothing that denies it';
  return {
    what: `${principal} is allowed actions of ${service} on resources of ${other} by ${statements}: cannot prove isolation, actions across services are not supported`,
    statements: allowedBy,
    remedy: `List the actions that are meant, with resources of their own service.`,
  };
}

function namesOf(statements: readonly Statement[], word: string): string {
  return statements.map(({ name, source }) => `${name} of ${source.path}`).join(` ${word} `);
}

function contextOf(facts: Facts): Record<string, string> {
  return Object.fromEntries([...facts].map(([key, fact]) => [key, describe(fact)]));
}

function describe(fact: Fact): string {
  if (fact.kind === 'absent') return '(absent)';
  if (fact.kind === 'text') return fact.text;
  if (fact.kind === 'values') return fact.texts.join(', ');
  if (fact.kind === 'any') return '(any value)';
  return fact.kind === 'includes' ? '(any other value, among others)' : '(any other value)';
}
