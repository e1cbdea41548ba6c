/** The players of the demo, over HTTP: for whom they belong to, and while they are there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlayers, type Players } from '../../src/demo/players.ts';
import type { VirtualHome } from '../../src/server/virtual-home.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

const COMMANDS = '/v1/demo/players/commands';
const KITCHEN = { serial: 'AK-1', room: 'Kitchen', kind: 'shelf' } as const;

describe('the players of the demo', () => {
  let house: TestWorld;
  let home: VirtualHome | undefined;
  let players: Players;
  let ada: TestPerson;
  /** Runs while it is looked up whose players somebody asks for. */
  let meanwhile = () => {};
  let followers = 0;
  beforeAll(async () => {
    const virtualHome = () => {
      meanwhile();
      return home;
    };
    house = await openTestWorld({ http: { virtualHome } });
    ada = await house.signUp('Ada');
    players = createPlayers({ players: [{ ...KITCHEN, report: () => {} }], seed: 'spring', speed: 1 });
    const follow = (changed: () => void) => {
      const stop = players.follow(changed);
      followers += 1;
      return () => {
        followers -= 1;
        stop();
      };
    };
    home = { systemId: await ada.household(), players: { ...players, follow } };
  });
  afterAll(async () => {
    players.stop();
    await house.close();
  });

  it('are seen by whom they belong to, and do as they are told', async () => {
    expect((await ada.ask('POST', COMMANDS, { command: 'play', player: 'AK-1', music: 'Lighthouse FM' })).status).toBe(
      204,
    );
    expect((await ada.ask('POST', COMMANDS, { command: 'volume', player: 'AK-1', volume: 44 })).status).toBe(204);
    const { status, body } = await ada.ask('GET', '/v1/demo/players');
    expect(status).toBe(200);
    expect(body.systemId).toBe(home?.systemId);
    expect(body.groups).toEqual([
      {
        leader: 'AK-1',
        players: [{ serial: 'AK-1', room: 'Kitchen', productType: 'Shelf speaker', volume: 44 }],
        transport: 'playing',
        music: { name: 'Lighthouse FM', kind: 'station', title: 'Lighthouse FM' },
        hasNext: false,
      },
    ]);
    expect(body.music).toContainEqual({ name: 'Night Ferry', by: 'Ines Oyelaran', kind: 'album' });
  });

  const listen = (token: string, signal: AbortSignal) =>
    fetch(`${house.url}/v1/demo/players/stream`, { headers: { authorization: `Bearer ${token}` }, signal });

  it('tell of a change while somebody listens, and no longer once they have signed out or left', async () => {
    const { body } = await house.ask('POST', '/v1/sessions', { body: { email: ada.email, password: ada.password } });
    const leaving = new AbortController();
    const response = await listen(body.token, leaving.signal);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain(': following');
    await ada.ask('POST', COMMANDS, { command: 'pause', player: 'AK-1' });
    expect((await reader.read()).value).toContain('event: changed');
    await house.ask('DELETE', '/v1/sessions', { token: body.token });
    await ada.ask('POST', COMMANDS, { command: 'play', player: 'AK-1' });
    expect((await reader.read()).done).toBe(true);
    expect(followers).toBe(0);

    await listen(ada.token, leaving.signal);
    expect(followers).toBe(1);
    leaving.abort();
    await expect.poll(() => followers).toBe(0);
  });

  it('follow nobody who left before they were told that they are followed', async () => {
    for (let times = 0; times < 10; times += 1) {
      const leaving = new AbortController();
      meanwhile = () => leaving.abort();
      await expect(listen(ada.token, leaving.signal)).rejects.toThrow();
    }
    meanwhile = () => {};
    // Of these each comes after the ones before.
    await ada.ask('GET', '/v1/demo/players');
    await expect.poll(() => followers).toBe(0);
  });

  it.each([
    ['a player that is not there', { command: 'pause', player: 'AK-9' }, 404],
    ['something that is not there to play', { command: 'play', player: 'AK-1', music: 'Something by nobody' }, 404],
    ['a volume beyond all', { command: 'volume', player: 'AK-1', volume: 101 }, 400],
    ['a command of no such name', { command: 'explode', player: 'AK-1' }, 400],
    ['nothing', {}, 400],
  ])('refuse %s', async (_, command, status) => {
    expect((await ada.ask('POST', COMMANDS, command)).status).toBe(status);
  });

  it('are not there for anybody else, nor once they have left', async () => {
    const ben = await house.signUp('Ben');
    await ben.household();
    const before = players.look();
    const asked = [
      ['GET', '/v1/demo/players', undefined],
      ['GET', '/v1/demo/players/stream', undefined],
      ['POST', COMMANDS, { command: 'volume', player: 'AK-1', volume: 90 }],
    ] as const;
    for (const [method, path, body] of asked) expect((await ben.ask(method, path, body)).status).toBe(404);
    expect(players.look()).toEqual(before);
    const left = home;
    home = undefined;
    for (const [method, path, body] of asked) expect((await ada.ask(method, path, body)).status).toBe(404);
    home = left;
  });
});
