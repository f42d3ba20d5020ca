import { isObject, type Json } from '../templates/json';
import { isIntrinsic } from '../templates/intrinsics';
import knownProperties from './properties-by-type.json';

/**
 * The properties of a type that were looked at when it was described, in the notation of the file beside this one:
 * `Role VpcConfig{SubnetIds}` is a property and one with a property of its own; `{*}` is a map of texts, `{*{A B}}`
 * a map of such properties, and `{**}` any JSON. `bin/write-known-properties.ts` writes the file from the service
 * specification.
 */
type Notation = string;

/** The properties below a place: by name, those of every key of a map, or anything. */
interface PropertyTree {
  readonly named: ReadonlyMap<string, PropertyTree>;
  readonly each?: PropertyTree;
  readonly anything?: true;
}

/** Places of properties that a description has not looked at. A type that has no list knows any property. */
export function unknownPropertiesOf(type: string, properties: Json): string[] {
  const tree = trees.get(type);
  return tree === undefined ? [] : unknownBelow(tree, properties, '');
}

function unknownBelow(tree: PropertyTree, value: Json, place: string): string[] {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((element) => unknownBelow(tree, element, place));
  }
  if (!isObject(value) || isIntrinsic(value) || tree.anything === true) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = place === '' ? key : `${place}.${key}`;
    const next = tree.named.get(key) ?? tree.each;
    return next === undefined ? [path] : unknownBelow(next, inner, path);
  });
}

const NOTHING: PropertyTree = { named: new Map() };
const ANYTHING: PropertyTree = { named: new Map(), anything: true };

function parse(notation: Notation): PropertyTree {
  const tokens = notation.match(/[{}]|[^\s{}]+/g) ?? [];
  let position = 0;
  const list = (): PropertyTree => {
    const named = new Map<string, PropertyTree>();
    let each: PropertyTree | undefined;
    let anything = false;
    while (position < tokens.length && tokens[position] !== '}') {
      const name = tokens[position++] ?? '';
      let inner = NOTHING;
      if (tokens[position] === '{') {
        position++;
        inner = list();
        position++;
      }
      if (name === '**') anything = true;
      else if (name === '*') each = inner;
      else named.set(name, inner);
    }
    if (anything) return ANYTHING;
    return each === undefined ? { named } : { named, each };
  };
  return list();
}

const trees: ReadonlyMap<string, PropertyTree> = new Map(
  Object.entries(knownProperties as Readonly<Record<string, Notation>>).map(([type, notation]) => [
    type,
    parse(notation),
  ]),
);
