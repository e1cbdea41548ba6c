/**
 * What has no place in `Shape`, all the way down, as a message; `unknown` where all has. Where a literal's type is
 * inferred the compiler lets any further member pass, so that a slip such as `onn: 'usage'` would quietly take
 * a condition away. Intersect with it: `<const T extends Shape>(value: T & Exact<T, Shape>)`. Lists are left alone.
 */
export type Exact<T, Shape> = T extends Leaf
  ? unknown
  : [Shape] extends [T]
    ? unknown
    : Whole<{
        readonly [K in keyof T as unknown extends Judged<T, K, Shape> ? never : K]: Judged<T, K, Shape>;
      }>;

type Judged<T, K extends keyof T, Shape> = K extends KeyOf<Shape> ? Exact<T[K], MemberOf<Shape, K>> : NoPlaceFor<K>;

declare const message: unique symbol;

/** No value has this type, so that its name is what the compiler shows. A text instead would make the whole object `never`. */
export interface NoPlaceFor<Name> {
  readonly [message]: Name;
}
/** In place of a name that is none of these. */
export interface NotAmong<Names> {
  readonly [message]: Names;
}

type Leaf = string | number | boolean | undefined | readonly unknown[];
/** The keys of any member of a union. */
type KeyOf<Shape> = Shape extends unknown ? keyof Shape : never;
type MemberOf<Shape, K> = Shape extends unknown ? (K extends keyof Shape ? Shape[K] : never) : never;
/** An object without members would still be an intersection to read in every message. */
type Whole<Wrong> = [keyof Wrong] extends [never] ? unknown : Wrong;
