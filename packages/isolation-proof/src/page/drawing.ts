import type { Form } from '../forms/form';
import type { Evidence } from '../claims/evidence';
import type { Statement } from '../policies/statement';
import type { CapabilityId } from '../matrix/capabilities';
import { type Finding, findingsOf } from './cell';
import { Interner } from './interner';
import type { MatrixRow } from '../matrix/matrix-row';
import type {
  CellData,
  EntryData,
  GrantData,
  PageData,
  RefusalData,
  RowData,
  StatementData,
} from './page-data';
import type { PageSpecification } from '../specification/page-specification';
import type { Refusal } from './refusals';
import { rowsOf } from './rows';
import { type MatrixSubject, platformSubjects, subjectsOf } from './subjects';
import { TemplateWords } from './template-words';
import { Wording } from './wording';

/** Most example requests of one entry; they differ in the action only. */
const MOST_EXAMPLES = 6;

/** Principals across: one column for each, and a number of a cell for each row. */
export interface DrawnColumn {
  readonly subject: MatrixSubject;
  /** With stand-ins for the slug. */
  readonly name: string;
  readonly cells: readonly number[];
}

/** A matrix with a column for each principal. */
export interface DrawnMatrix {
  readonly rows: readonly RowData[];
  readonly columns: readonly DrawnColumn[];
}

/** What the cells of matrices refer to by number. */
export type Judgements = Pick<PageData, 'statements' | 'entries' | 'cells'>;

/** Works out matrices of one assembly, and keeps what occurs in several of their cells once. */
export class Drawing {
  private readonly statements = new Interner<StatementData>();
  private readonly entries = new Interner<EntryData>();
  private readonly cells = new Interner<CellData>();
  private readonly words: TemplateWords;

  constructor(
    private readonly evidence: Evidence,
    private readonly specification: PageSpecification,
  ) {
    this.words = new TemplateWords(evidence.model);
  }

  /** @param form undefined for principals of no organization */
  drawn(form?: Form): DrawnMatrix {
    const { evidence, specification } = this;
    const owner = form?.representative;
    const rows = rowsOf(evidence, owner, specification);
    const subjects =
      owner === undefined ? platformSubjects(evidence) : subjectsOf(evidence, owner, specification);
    const wording = new Wording(form, this.words);
    return {
      rows: rows.map(({ scope, title, resources, note }) => ({
        scope,
        title,
        resources: resources.map((text) => wording.text(text)),
        ...(note === undefined ? {} : { note }),
      })),
      columns: subjects.map((subject) => ({
        subject,
        name: subject.source === undefined ? subject.name : wording.name(subject.name, subject.source),
        cells: rows.map((row) => this.cellOf(row, subject, wording)),
      })),
    };
  }

  get judgements(): Judgements {
    const { statements, entries, cells } = this;
    return { statements: statements.values, entries: entries.values, cells: cells.values };
  }

  private cellOf(row: MatrixRow, subject: MatrixSubject, wording: Wording): number {
    const findings = findingsOf(row, subject, this.evidence.classes);
    const can = findings.filter(({ refused }) => refused === undefined).map(({ capability }) => capability);
    const held = findings.flatMap(({ refused }) =>
      refused === undefined ? [] : [refused.locks.filter(({ refusal }) => refusal !== undefined).length],
    );
    return this.cells.numberOf({
      can,
      alarming: can.filter((capability) => row.meant !== 'anything' && !row.meant.includes(capability)),
      locks: held.length === 0 ? 0 : Math.min(...held),
      entries: this.entriesOf(findings, wording).map((entry) => this.entries.numberOf(entry)),
    });
  }

  /** Capabilities that the same statements decide are one entry; those that are granted come first. */
  private entriesOf(findings: readonly Finding[], wording: Wording): EntryData[] {
    const entries = new Map<string, { decided: Omit<EntryData, 'capabilities'>; ids: CapabilityId[] }>();
    for (const finding of findings) {
      const decided = this.decided(finding, wording);
      const key = JSON.stringify(decided.granted?.statements.toSorted((one, two) => one - two) ?? decided);
      const same = entries.get(key);
      if (same === undefined) entries.set(key, { decided, ids: [finding.capability] });
      else {
        same.ids.push(finding.capability);
        same.decided = merged(same.decided, decided);
      }
    }
    const all = [...entries.values()].map(({ decided, ids }) => ({ capabilities: ids, ...decided }));
    return [...all.filter(({ granted }) => granted), ...all.filter(({ refused }) => refused)];
  }

  private decided({ accesses, refused }: Finding, wording: Wording): Omit<EntryData, 'capabilities'> {
    if (refused !== undefined) {
      const locks = refused.locks.map(({ lock, refusal }) => ({
        lock,
        ...(refusal === undefined ? {} : { refusal: this.refusal(refusal, wording) }),
      }));
      return { refused: { inForce: this.refusal(refused.inForce, wording), locks } };
    }
    const requests = accesses.map(({ action, resource }) => ({
      action: wording.action(action),
      resource: wording.text(resource),
    }));
    const statements = new Set(accesses.flatMap(({ allowedBy }) => allowedBy));
    return {
      granted: { requests: firstOfEach(requests), statements: this.numbers([...statements], wording) },
    };
  }

  private refusal({ unallowed, denies }: Refusal, wording: Wording): RefusalData {
    return { unallowed, denies: this.numbers(denies, wording) };
  }

  private numbers(statements: readonly Statement[], wording: Wording): number[] {
    const numbers = statements.map((statement) => this.statements.numberOf(wording.statement(statement)));
    return [...new Set(numbers)];
  }
}

function merged(
  { granted, ...one }: Omit<EntryData, 'capabilities'>,
  other: Omit<EntryData, 'capabilities'>,
): Omit<EntryData, 'capabilities'> {
  if (granted === undefined || other.granted === undefined) return one;
  const requests = firstOfEach([...granted.requests, ...other.granted.requests]);
  return { granted: { statements: granted.statements, requests } };
}

function firstOfEach(requests: GrantData['requests']): GrantData['requests'] {
  const byAction = new Map([...requests].reverse().map((request) => [request.action, request]));
  return [...byAction.values()].reverse().slice(0, MOST_EXAMPLES);
}
