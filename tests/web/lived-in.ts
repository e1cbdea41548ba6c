/** A home that has been lived in for most of a year: Ada's, with two players and her app. */
import type { TestPerson, TestWorld } from '../../src/testing/world.ts';

const MONTH = 30 * 24 * 60 * 60_000;
const MONTHS = 9;

export interface LivedIn {
  readonly ada: Pick<TestPerson, 'email' | 'password'>;
  readonly systemId: string;
  /** A session of hers that has just begun. */
  readonly token: string;
}

/** Everything in it is invented. The clock of the house is moved on by the months that pass. */
export async function livedIn(house: TestWorld): Promise<LivedIn> {
  const ada = await house.signUp('Ada');
  const systemId = await ada.household();
  const kitchen = await ada.product(systemId, 'Kitchen');
  const study = await ada.product(systemId, 'Study');
  const app = await ada.product(systemId, 'Hall', 'app');
  const at = () => new Date(house.clock.now).toISOString();
  for (let month = 0; month < MONTHS; month += 1) {
    // More in winter, and nothing in the month when everybody is away.
    const often = [6, 9, 14, 11, 0, 5, 8, 12, 18][month] ?? 1;
    for (const [player, room] of [
      [kitchen, 'Kitchen'],
      [study, 'Study'],
    ] as const) {
      if (often === 0) continue;
      await player.collect([
        { event: 'system-status', at: at(), data: { room, productType: 'One', softwareVersion: '79.1-51030' } },
        ...Array.from({ length: often }, (_, n) => ({
          event: 'playback',
          at: at(),
          data: { room, track: `Deck Chairs, part ${n + 1}`, artist: 'Ines Oyelaran', album: 'Night Ferry' },
        })),
        { event: 'volume', at: at(), data: { room, volume: 20 + often } },
      ]);
    }
    if (month > 4) await app.collect([{ event: 'app-status', at: at(), data: { controllerOs: 'ios' } }]);
    house.clock.now += MONTH;
  }
  const { email, password } = ada;
  const { token } = (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body;
  await house.ask('POST', '/v1/me/requests', { token, body: { kind: 'correction', text: 'The study is an attic' } });
  house.clock.now += MONTH / 3;
  await house.ask('PUT', '/v1/directive/confirmed', { token: kitchen.token, body: { generation: 1 } });
  const fresh = (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body.token;
  return { ada: { email, password }, systemId, token: fresh };
}
