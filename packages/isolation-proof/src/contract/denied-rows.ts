import type { ConcreteRequest } from '../decide/request';
import { requestsAlong } from './axis-requests';
import type { ContractRow } from './contract';
import { changedRequests } from './requests';
import type { Requesters } from './requesters';
import type { AllowedRow, Table } from './row';
import type { Vocabulary } from './vocabulary';

/** A row that has to be denied, with all of its requests: each has to be denied by itself. */
export interface Denial<Fixtures, Kind extends string> extends ContractRow {
  readonly requests: (fixtures: Fixtures, requesters: Requesters<Kind>) => readonly ConcreteRequest[];
}

/** All rows of a table that have to be denied: those that axes make of rows that are allowed, then the others. */
export function deniedRowsOf<Fixtures, Kind extends string>(
  { allowed, denied }: Table<Fixtures, Kind>,
  vocabulary: Vocabulary<Kind>,
): Denial<Fixtures, Kind>[] {
  return [
    ...Object.entries(allowed).flatMap(([id, row]) => alongAxes(id, row, vocabulary)),
    ...Object.entries(denied).map(([id, row]) => ({
      id,
      sentence: row.sentence,
      requests: (fixtures: Fixtures, requesters: Requesters<Kind>) =>
        changedRequests(row, allowed, fixtures, requesters),
    })),
  ];
}

function alongAxes<Fixtures, Kind extends string>(
  id: string,
  row: AllowedRow<Fixtures, Kind>,
  vocabulary: Vocabulary<Kind>,
): Denial<Fixtures, Kind>[] {
  return (row.axes ?? []).map((axis) => ({
    id: `${id}-${axis.id}`,
    sentence: vocabulary.sentenceAlong(axis, row),
    requests: (fixtures, requesters) => requestsAlong(axis, row, fixtures, requesters),
  }));
}
