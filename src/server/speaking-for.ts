import type { SubjectId } from '../gate/gate.ts';
import type { Product } from '../people/product.ts';
import type { Standing } from '../statement/question.ts';

export interface Speaking {
  readonly household: SubjectId;
  readonly product: string;
  readonly touchpoint: 'product' | 'app';
  readonly facts: Standing['facts'];
}

/** For whom, from where, and with what known for certain a registered product speaks. */
export const speakingFor = ({ household, id, kind }: Product): Speaking => ({
  household,
  product: id,
  touchpoint: kind === 'app' ? 'app' : 'product',
  facts: { registered: true },
});
