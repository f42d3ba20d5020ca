import type { Subject } from '../model/principal';
import type { Pattern } from '../patterns/pattern';
import { Memo } from '../patterns/memo';
import type { TextSet } from '../patterns/witness';
import type { ActionClass } from '../policies/action-classes';
import { type Fact, type Facts, NOTHING_KNOWN } from '../policies/facts';
import type { GuardedResource } from '../model/guarded-resource';
import type { Statement } from '../policies/statement';
import {
  type Access,
  type ByEffect,
  findAccess,
  isAllowedSomewhere,
  type Question,
  statementsAbout,
} from './access';
import type { SeenRegion } from './foreign-resources';

/** One question for each of several places. */
export interface Row extends Pick<Question, 'subject' | 'action' | 'lens' | 'sparing'> {
  /** They do not change afterwards: what is asked about many subjects is put into words once. */
  readonly places: readonly SeenRegion[];
}

/** Answers that are kept: more than one app has, and of several that differ little, those that are alike. */
const MOST_ANSWERS = 200_000;
const answers = new Memo<boolean>(MOST_ANSWERS);

/**
 * What {@link findAccess} finds. That it finds nothing is remembered by all that it depends on, so that apps which differ
 * in one statement are not asked again what is the same in both: by the statements about the action in each policy
 * that counts, by who asks, and by what is known; not by where in which templates it stands.
 */
export function findUnlessRefused(question: Question): Access | undefined {
  let found: Access | undefined;
  const text = textOf(question, placeText(question, question.facts ?? NOTHING_KNOWN, question.action));
  const isRefused = answers.of(text, () => {
    found = findAccess(question);
    return found === undefined;
  });
  return isRefused ? undefined : (found ?? findAccess(question));
}

/** Whether nothing is found in any of the places. */
export function areRefused(row: Row): boolean {
  // Stryker disable next-line ConditionalExpression: saves time only; where nothing allows it, nothing is found
  if (!mayBeAllowed(row)) return true;
  return answers.of(textOf(row, placesNumber(row)), () =>
    row.places.every(({ region, facts }) => findAccess({ ...row, ...region, facts }) === undefined),
  );
}

const openByPolicy = new WeakMap<readonly SeenRegion[], Map<ActionClass, boolean>>();

/** Whether any policy allows the action, whatever else it says. Most rows end here. */
function mayBeAllowed({ subject, action, places, lens }: Row): boolean {
  if (isAllowedSomewhere(subject, action, undefined, lens)) return true;
  if (!lens.resourcePolicies) return false;
  const known = openByPolicy.get(places) ?? new Map<ActionClass, boolean>();
  openByPolicy.set(places, known);
  const isOpen =
    known.get(action) ??
    places.some(
      ({ region: { guarded } }) =>
        guarded !== undefined && statementsAbout(guarded.policy, action).Allow.length > 0,
    );
  known.set(action, isOpen);
  return isOpen;
}

/** All that an answer depends on, beside the places. */
function textOf(
  { subject, action, lens, sparing = [] }: Omit<Row, 'places'>,
  places: string | number,
): string {
  const { identity, boundary } = subject;
  const counted = [
    lens.identity ? policyNumber(identity, action) : 'any',
    lens.boundary && boundary !== undefined ? policyNumber(boundary, action) : 'any',
    lens.resourcePolicies,
  ].join();
  return `${counted} ${subjectNumber(subject)} ${numberOf(action)} ${patternsText(sparing)} ${places}`;
}

const numbersOfPlaces = new WeakMap<readonly SeenRegion[], Map<ActionClass, number>>();

function placesNumber({ places, action }: Row): number {
  const known = numbersOfPlaces.get(places) ?? new Map<ActionClass, number>();
  numbersOfPlaces.set(places, known);
  const number = known.get(action) ?? textNumber(placesText(places, action));
  known.set(action, number);
  return number;
}

/** What is to be said of places beside what their policies say, and these policies, each once. */
interface WordedPlaces {
  readonly besidePolicies: number;
  readonly policies: readonly (readonly Statement[])[];
}

const wordedPlaces = new WeakMap<readonly SeenRegion[], WordedPlaces>();

/** Of each action, only what the policies say of it is another text. */
function placesText(places: readonly SeenRegion[], action: ActionClass): string {
  const { besidePolicies, policies } = wordedPlaces.get(places) ?? worded(places);
  return `in ${besidePolicies} ${policies.map((policy) => policyNumber(policy, action)).join()}`;
}

function worded(places: readonly SeenRegion[]): WordedPlaces {
  const policies = [
    ...new Set(places.flatMap(({ region: { guarded } }) => (guarded ? [guarded.policy] : []))),
  ];
  const text = places.map(({ region: { resources, guarded }, facts }) => {
    const guard = guarded === undefined ? '' : `${policies.indexOf(guarded.policy)},${guardText(guarded)}`;
    return `${setText(resources)}|${guard}|${factsNumber(facts)}`;
  });
  const made = { besidePolicies: textNumber(`places ${text.join(';')}`), policies };
  wordedPlaces.set(places, made);
  return made;
}

function placeText(
  { resources, guarded }: Pick<Question, 'resources' | 'guarded'>,
  facts: Facts,
  action: ActionClass,
): string {
  const policy = guarded === undefined ? '' : `${policyNumber(guarded.policy, action)},${guardText(guarded)}`;
  return `${setText(resources)}|${policy}|${factsNumber(facts)}`;
}

/** Of a resource, what counts beside its policy. */
function guardText({ kind, facts, source }: GuardedResource): string {
  return `${kind},${factsNumber(facts)},${source.stack.account}`;
}

function setText({ matching, oneOf = [], excluding }: TextSet): string {
  return [matching, excluding, ...oneOf].map(patternsText).join('/');
}

/** Lists that are longer have a number of their own: many questions share them. */
const LONG = 8;
const numbersOfLists = new WeakMap<readonly Pattern[], number>();

function patternsText(patterns: readonly Pattern[]): string {
  const text = (): string => patterns.map(numberOf).join();
  // Stryker disable next-line ConditionalExpression,EqualityOperator: a number and a list of numbers tell as much
  if (patterns.length <= LONG) return text();
  return `of ${numberOnce(numbersOfLists, patterns, () => `patterns ${text()}`)}`;
}

const numbersOfPolicies = new WeakMap<ByEffect, number>();

/** What a policy says of an action. */
function policyNumber(policy: readonly Statement[], action: ActionClass): number {
  const about = statementsAbout(policy, action);
  return numberOnce(
    numbersOfPolicies,
    about,
    () => `policy ${[...about.Allow, ...about.Deny].map(statementNumber).join()}`,
  );
}

const numbersOfStatements = new WeakMap<Statement, number>();

/** Of what a statement says; not of its name, and of where it stands. */
function statementNumber(statement: Statement): number {
  const { effect, actions, resources, principals, conditions } = statement;
  const said = [effect, actions, resources, principals, conditions];
  return numberOnce(numbersOfStatements, statement, () => `says ${JSON.stringify(said)}`);
}

const numbersOfSubjects = new WeakMap<Subject, number>();

/** Of who asks, apart from the policies. */
function subjectNumber(subject: Subject): number {
  return numberOnce(numbersOfSubjects, subject, () => `who ${subject.arn} ${factsNumber(subject.facts)}`);
}

const numbersOfFacts = new WeakMap<Facts, number>();

function factsNumber(facts: Facts): number {
  return numberOnce(
    numbersOfFacts,
    facts,
    () => `facts ${JSON.stringify([...facts].map(([key, fact]) => [key, factText(fact)]))}`,
  );
}

function factText(fact: Fact): unknown {
  return fact.kind === 'among' || fact.kind === 'includes' ? [fact.kind, setText(fact.set)] : fact;
}

/** Texts that have a number. */
const MOST_TEXTS = 100_000;
const numbersOfTexts = new Memo<number>(MOST_TEXTS);
const numbers = new WeakMap<object, number>();
let given = 0;

/** No two texts have the same one, nor has a text one that another had before it was forgotten. */
function textNumber(text: string): number {
  return numbersOfTexts.of(text, () => (given += 1));
}

/** The number of what an object says, which does not change: it is put into words once. */
function numberOnce<T extends object>(known: WeakMap<T, number>, object: T, text: () => string): number {
  const number = known.get(object);
  // Stryker disable next-line ConditionalExpression: saves time only; the same text has the same number
  if (number !== undefined) return number;
  const found = textNumber(text());
  known.set(object, found);
  return found;
}

/** No two objects have the same one. */
function numberOf(object: object): number {
  const known = numbers.get(object);
  if (known !== undefined) return known;
  given += 1;
  numbers.set(object, given);
  return given;
}
