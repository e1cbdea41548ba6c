/** A house whose service runs with a virtual home, in which nothing happens but what somebody does. */
import { type Household, startHousehold } from '../../src/demo/household.ts';
import type { VirtualHome } from '../../src/server/virtual-home.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

export interface LivelyHouse {
  readonly house: TestWorld;
  /** Sets up a home for somebody, with players in a kitchen and an attic; it is the one that the app reaches from then on. */
  moveIn(person: TestPerson): Promise<LivelyHome>;
  close(): Promise<void>;
}

export interface LivelyHome {
  readonly systemId: string;
  readonly household: Household;
}

export async function openLivelyHouse(): Promise<LivelyHouse> {
  let reached: VirtualHome | undefined;
  const stopping: Household[] = [];
  const house = await openTestWorld({ http: { virtualHome: () => reached } });
  // What players report is of the time of this machine.
  house.clock.now = Date.now();
  return {
    house,
    async moveIn(person) {
      const systemId = await person.household();
      const kitchen = await person.product(systemId, 'Kitchen');
      const attic = await person.product(systemId, 'Attic');
      const app = await person.product(systemId, 'Hall', 'app');
      const household = await startHousehold({
        url: house.url,
        products: [
          { room: 'Kitchen', kind: 'shelf', ...kitchen },
          { room: 'Attic', kind: 'bar', ...attic },
        ],
        app,
        seed: 'spring',
        // A second of life takes a quarter of an hour.
        speed: 0.001,
        reporter: { interval: 50 },
      });
      stopping.push(household);
      reached = { systemId, players: household.players };
      return { systemId, household };
    },
    async close() {
      await Promise.all(stopping.map((one) => one.stop()));
      await house.close();
    },
  };
}
