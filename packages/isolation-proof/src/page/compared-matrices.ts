import type { Form } from '../forms/form';
import type { Evidence } from '../claims/evidence';
import type { AccessMark } from './access-mark';
import { CAPABILITIES } from '../matrix/capabilities';
import { comparedColumns, type DrawnSide, rowKey } from './compared-columns';
import type { ComparedData, ComparedMatrix } from './compared-data';
import { Drawing } from './drawing';
import type { RowData } from './page-data';
import type { PageSpecification } from '../specification/page-specification';
import { Words } from './words';

/** Most pairs of forms whose matrices are worked out. */
const MOST_MATRICES = 20;

/** Matrices of whoever gains or loses access, and who else there is. */
export interface Compared {
  readonly data: ComparedData;
  /** Organizations of both sides whose access is the same, sorted: so are their matrices. */
  readonly unchanged: readonly string[];
  /** Organizations that gain or lose access, but whose matrices are left out because there are too many, sorted. */
  readonly leftOut: readonly string[];
}

/** Organizations that have one form on the base and one on the head. */
interface Pair {
  readonly base: Form;
  readonly head: Form;
  /** Slugs, the shown one first. */
  readonly organizations: readonly string[];
  readonly marks: readonly AccessMark[];
}

/**
 * Works out the matrices of whoever gains or loses access, on both sides. All others are the same on both.
 * @param page what the page shows of the app, besides what it shows of every app
 * @param marks every difference of access, for each row of the matrix that it is about
 */
export function comparedMatrices(
  base: Evidence,
  head: Evidence,
  page: PageSpecification,
  marks: readonly AccessMark[],
): Compared {
  const drawing = { base: new Drawing(base, page), head: new Drawing(head, page) };
  const sideOf = (side: 'base' | 'head', form: Form | undefined, shown: string): DrawnSide => ({
    matrix: drawing[side].drawn(form),
    judgements: drawing[side].judgements,
    owner: form?.representative,
    words: new Words(shown, form?.organizations.map(({ slug }) => slug) ?? []),
    another: form?.organizations.find(({ slug }) => slug !== shown)?.slug,
  });
  const pairs = pairsOf(base.forms, head.forms, marks);
  const changed = pairs.filter((pair) => pair.marks.length > 0);
  const ofOthers = marks.filter(({ organizations }) => organizations.length === 0);
  const matrices = [
    ...changed.slice(0, MOST_MATRICES).map((pair) => {
      const [shown = ''] = pair.organizations;
      return compared(
        sideOf('base', pair.base, shown),
        sideOf('head', pair.head, shown),
        pair.organizations,
        pair.marks,
      );
    }),
    ...(ofOthers.length === 0
      ? []
      : [compared(sideOf('base', undefined, ''), sideOf('head', undefined, ''), [], ofOthers)]),
  ].filter(({ changes }) => changes.length > 0);
  return {
    data: {
      capabilities: CAPABILITIES,
      base: drawing.base.judgements,
      head: drawing.head.judgements,
      matrices,
    },
    unchanged: slugsOf(pairs.filter((pair) => pair.marks.length === 0)),
    leftOut: slugsOf(changed.slice(MOST_MATRICES)),
  };
}

function pairsOf(base: readonly Form[], head: readonly Form[], marks: readonly AccessMark[]): Pair[] {
  const formOnBase = new Map(
    base.flatMap((form) => form.organizations.map(({ slug }) => [slug, form] as const)),
  );
  return head.flatMap((form) => {
    const byBase = new Map<Form, string[]>();
    for (const { slug } of form.organizations) {
      const before = formOnBase.get(slug);
      if (before !== undefined) byBase.set(before, [...(byBase.get(before) ?? []), slug]);
    }
    return [...byBase].map(([before, slugs]): Pair => {
      const members = new Set(slugs);
      const own = marks.filter(({ organizations }) => organizations.some((slug) => members.has(slug)));
      const judged = new Set(own.flatMap(({ organizations: [first] }) => first ?? []));
      const shown = slugs.find((slug) => judged.has(slug)) ?? slugs[0] ?? '';
      return {
        base: before,
        head: form,
        organizations: [shown, ...slugs.filter((slug) => slug !== shown)],
        marks: own,
      };
    });
  });
}

function compared(
  base: DrawnSide,
  head: DrawnSide,
  organizations: readonly string[],
  marks: readonly AccessMark[],
): ComparedMatrix {
  const rows = rowsOfBoth(base, head);
  const columns = comparedColumns(base, head, rows, marks);
  return {
    organizations,
    columns: columns.map(({ kind, names }) => ({ kind, names })),
    rows,
    base: {
      cells: rows.map((_row, row) => columns.map((column) => column.base[row] ?? -1)),
      ...(base.another === undefined ? {} : { another: base.another }),
    },
    head: {
      cells: rows.map((_row, row) => columns.map((column) => column.head[row] ?? -1)),
      ...(head.another === undefined ? {} : { another: head.another }),
    },
    changes: columns.flatMap(({ changes }, column) => changes.map((change) => ({ ...change, column }))),
  };
}

/** Those of the head, and then what the base has besides; in the words of the shown organization. */
function rowsOfBoth(base: DrawnSide, head: DrawnSide): RowData[] {
  const byKey = new Map<string, RowData>();
  for (const { matrix, words } of [head, base]) {
    for (const row of matrix.rows) {
      if (byKey.has(rowKey(row))) continue;
      byKey.set(rowKey(row), { ...row, resources: row.resources.map((text) => words.of(text)) });
    }
  }
  return [...byKey.values()];
}

function slugsOf(pairs: readonly Pair[]): string[] {
  return pairs.flatMap(({ organizations }) => organizations).toSorted();
}
