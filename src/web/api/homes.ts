/** The homes of who is signed in, with what stands in them. */
import { type Asking, useLoaded } from './ask.ts';
import { type Answer, call } from './call.ts';

export type OwnProduct = Answer<'GET /v1/households/{systemId}/products'>['products'][number];
export interface Home {
  readonly systemId: string;
  readonly products: readonly OwnProduct[];
}

export const useHomes = (): Asking<readonly Home[]> => useLoaded(findHomes, 'homes');

/** @throws Failed */
export async function findHomes(): Promise<readonly Home[]> {
  const { households } = await call('GET /v1/households');
  return Promise.all(
    households.map(async ({ systemId }) => {
      const { products } = await call('GET /v1/households/{systemId}/products', { params: { systemId } });
      return { systemId, products };
    }),
  );
}

/** What people call a product: `Kitchen · One`. */
export const nameOf = ({ room, productType, serial }: OwnProduct): string =>
  [room, productType].filter(Boolean).join(' · ') || serial || 'A product';

/** Names products by their ids, once their homes are here. */
export function namerOf(homes: readonly Home[]): (id: string) => string | undefined {
  const names = new Map(homes.flatMap(({ products }) => products.map((one) => [one.id, nameOf(one)] as const)));
  return (id) => names.get(id);
}

/** The names of products, as far as they are known yet. */
export function useProductNames(): (id: string) => string | undefined {
  const asked = useHomes();
  return namerOf(asked.state === 'here' ? asked.answer : []);
}
