import type { Evidence } from '../claims/evidence';
import { evidenceOf } from '../claims/evidence';
import type { Form } from '../forms/form';
import type { OrganizationRecord } from '../provenance/organization-records';
import type { Statement } from '../policies/statement';
import { CAPABILITIES, type CapabilityId } from '../matrix/capabilities';
import { type Finding, findingsOf } from './cell';
import { differencesBetween } from './form-differences';
import { Interner } from './interner';
import type { MatrixRow } from '../matrix/matrix-row';
import { organizationsOf } from './organizations';
import type {
  CellData,
  ColumnData,
  EntryData,
  GrantData,
  MatrixData,
  PageData,
  RefusalData,
  StatementData,
} from './page-data';
import { splitByWords } from './page-forms';
import type { PageSpecification } from '../specification/page-specification';
import type { Refusal } from './refusals';
import { rowsOf } from './rows';
import { type MatrixSubject, platformSubjects, subjectsOf } from './subjects';
import { TemplateWords } from './template-words';
import { Wording } from './wording';

/** Most example requests of one entry; they differ in the action only. */
const MOST_EXAMPLES = 6;

/**
 * Works out who can do what with what: one matrix for each form of organizations, and one for principals of
 * no organization. The same engine answers as for the claims, with questions about all resources of a row.
 * @param page what the page shows of the app, besides what it shows of every app
 * @param records what is noted of organizations, for people
 * @param progress told how many forms are worked out
 */
export function matricesOf(
  { model, tenancy, forms: all }: Evidence,
  page: PageSpecification = {},
  records: ReadonlyMap<string, OrganizationRecord> = new Map(),
  progress: (done: number, of: number) => void = () => undefined,
): PageData {
  const forms = splitByWords(all);
  const drawing = new Drawing(evidenceOf(model, tenancy, forms), page);
  const matrices = forms.map((form, index) => {
    progress(index, forms.length);
    return { ...drawing.ofOrganizations(form), ...differencesOf(model, forms, form) };
  });
  return {
    ...drawing.page(matrices, drawing.ofPlatform()),
    organizations: organizationsOf({ model, tenancy }, page.isSuspended, records),
  };
}

/** In what a form differs from the first one. */
function differencesOf(
  model: Evidence['model'],
  [first]: readonly Form[],
  form: Form,
): Pick<MatrixData, 'differences'> {
  const [before] = first?.organizations ?? [];
  const [after] = form.organizations;
  return form === first || before === undefined || after === undefined
    ? {}
    : { differences: differencesBetween(model, before, after) };
}

class Drawing {
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

  ofOrganizations(form: Form): MatrixData {
    const { representative } = form;
    const rows = rowsOf(this.evidence, representative, this.specification);
    const slugs = form.organizations.map(({ slug }) => slug);
    return this.draw(slugs, rows, subjectsOf(this.evidence, representative, this.specification), form);
  }

  ofPlatform(): MatrixData {
    return this.draw(
      [],
      rowsOf(this.evidence, undefined, this.specification),
      platformSubjects(this.evidence),
      undefined,
    );
  }

  page(forms: readonly MatrixData[], platform: MatrixData): Omit<PageData, 'organizations'> {
    const { statements, entries, cells } = this;
    return {
      capabilities: CAPABILITIES,
      statements: statements.values,
      entries: entries.values,
      cells: cells.values,
      forms,
      platform,
    };
  }

  private draw(
    organizations: readonly string[],
    rows: readonly MatrixRow[],
    subjects: readonly MatrixSubject[],
    form: Form | undefined,
  ): MatrixData {
    const wording = new Wording(form, this.words);
    const columns = new Map<string, { kind: string; names: string[]; cells: number[] }>();
    for (const subject of subjects) {
      const cells = rows.map((row) => this.cellOf(row, subject, wording));
      const key = `${subject.kind} ${cells.join()}`;
      const name = subject.source === undefined ? subject.name : wording.name(subject.name, subject.source);
      const alike = columns.get(key);
      if (alike === undefined) columns.set(key, { kind: subject.kind, names: [name], cells });
      else alike.names.push(name);
    }
    const shown = [...columns.values()];
    return {
      organizations,
      columns: shown.map(({ kind, names }): ColumnData => ({ kind, names })),
      rows: rows.map(({ scope, title, resources, note }) => ({
        scope,
        title,
        resources: resources.map((text) => wording.text(text)),
        ...(note === undefined ? {} : { note }),
      })),
      cells: rows.map((_row, index) => shown.map(({ cells }) => cells[index] ?? 0)),
    };
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
