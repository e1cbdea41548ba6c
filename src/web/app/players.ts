/** What the players of a home play, as far as they can be reached from here. */
import { type Answer, call, problemOf } from '../api/call.ts';

export type Playing = Answer<'GET /v1/demo/players'>;

/**
 * `undefined` where none answers.
 *
 * @throws Failed
 */
export async function findPlayers(): Promise<Playing | undefined> {
  try {
    return await call('GET /v1/demo/players');
  } catch (error) {
    if (problemOf(error).code === 'not-found') return undefined;
    throw error;
  }
}
