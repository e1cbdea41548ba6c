/** What plays where, and what can be done about it. */
import { useEffect, useState } from 'preact/hooks';
import { useLoaded } from '../api/ask.ts';
import { call, type Given, type Problem, problemOf } from '../api/call.ts';
import { useStream } from '../api/stream.ts';
import { Notice, Trouble } from '../design/notice.tsx';
import { Await } from '../design/waiting.tsx';
import { Cover } from './cover.tsx';
import { Doing } from './doing.tsx';
import { findPlayers, type Playing } from './players.ts';
import { report } from './this-app.ts';

type Group = Playing['groups'][number];
type Player = Group['players'][number];
type Command = Given<'POST /v1/demo/players/commands'>['body'];

/** What the statement calls a command, where players call it otherwise. */
const CALLED: { readonly [command in Command['command']]?: string } = {
  volume: 'set-volume',
  join: 'group',
  leave: 'ungroup',
};

/** Milliseconds after which a connection that is being made is said to be lost. */
const CUT_OFF = 3_000;

export function Rooms() {
  const asked = useLoaded(findPlayers, 'players');
  return (
    <>
      <h1>Rooms</h1>
      <Await asked={asked}>
        {(playing) => (
          <>
            {playing === undefined ? <Nobody /> : <All playing={playing} again={asked.again} />}
            <Doing />
          </>
        )}
      </Await>
    </>
  );
}

const Nobody = () => (
  <p class="empty">
    No player answers here. Real players speak with their app over the home’s own network; this page reaches those of
    the demo household alone, while it is at home.
  </p>
);

function All({ playing, again }: { playing: Playing; again: () => Promise<void> }) {
  const [problem, setProblem] = useState<Problem>();
  const isOpen = useStream('GET /v1/demo/players/stream', { changed: () => void again() }, again);
  const isCutOff = useFor(!isOpen, CUT_OFF);
  async function tell(body: Command, { room }: Player) {
    setProblem(undefined);
    const { command } = body;
    try {
      await call('POST /v1/demo/players/commands', { body });
      const volume = body.command === 'volume' ? { volume: body.volume } : {};
      report('command', { command: CALLED[command] ?? command, control: 'app', room, ...volume });
      await again();
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <>
      {problem !== undefined && <Trouble problem={problem} />}
      {isCutOff && (
        <Notice>
          <p>The connection is lost for now. What you see may be old.</p>
        </Notice>
      )}
      <div class="rooms">
        {playing.groups.map((group) => (
          <OneGroup key={group.leader} group={group} all={playing} tell={tell} />
        ))}
      </div>
    </>
  );
}

/** Whether something has been so for a while, in milliseconds. */
function useFor(isSo: boolean, period: number): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!isSo) return;
    const timer = setTimeout(() => setLong(true), period);
    return () => clearTimeout(timer);
  }, [isSo, period]);
  return isLong && isSo;
}

interface OneGroupProps {
  readonly group: Group;
  readonly all: Playing;
  readonly tell: (body: Command, player: Player) => Promise<void>;
}

function OneGroup({ group, all, tell }: OneGroupProps) {
  const { players, transport, music, hasNext } = group;
  const [leader] = players;
  if (leader === undefined) return null;
  const { serial: player } = leader;
  const name = players.map(({ room }) => room).join(' + ');
  const isPlaying = transport === 'playing';
  return (
    <section class="card room" aria-label={name}>
      <h2>{name}</h2>
      <div class="now">
        <Cover of={music?.name} />
        <p>
          {music === undefined ? (
            <span class="quiet">Nothing plays.</span>
          ) : (
            <>
              <strong>{music.title}</strong>
              <br />
              <span class="quiet">
                {[music.by, music.title === music.name ? undefined : music.name].filter(Boolean).join(' · ')}
              </span>
            </>
          )}
        </p>
      </div>
      <div class="row">
        <button
          type="button"
          class="round"
          aria-label={`${isPlaying ? 'Pause' : 'Play'}, ${name}`}
          onClick={() => void tell({ command: isPlaying ? 'pause' : 'play', player }, leader)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={isPlaying ? 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z' : 'M8 5v14l11-7z'} />
          </svg>
        </button>
        <button
          type="button"
          class="round quiet"
          aria-label={`Next track, ${name}`}
          aria-disabled={!hasNext}
          onClick={() => hasNext && void tell({ command: 'next', player }, leader)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 5v14l9-7zM16 5h2.5v14H16z" />
          </svg>
        </button>
        <PutOn
          all={all}
          name={name}
          onChoose={(chosen) => void tell({ command: 'play', player, music: chosen }, leader)}
        />
      </div>
      {players.map((one) => (
        <Loudness
          key={one.serial}
          player={one}
          onSet={(volume) => tell({ command: 'volume', player: one.serial, volume }, one)}
        />
      ))}
      <Together group={group} all={all} tell={tell} />
    </section>
  );
}

/** A list to choose from, which is a button: choosing puts it on. */
function PutOn({ all, name, onChoose }: { all: Playing; name: string; onChoose: (music: string) => void }) {
  const [chosen, setChosen] = useState('');
  return (
    <form
      class="put-on"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== '') onChoose(chosen);
      }}
    >
      <select
        aria-label={`What to put on, ${name}`}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        <option value="">Something else</option>
        {all.music.map(({ name: title, by }) => (
          <option key={title} value={title}>
            {by === undefined ? title : `${title}, ${by}`}
          </option>
        ))}
      </select>
      <button type="submit" class="quiet" aria-disabled={chosen === ''}>
        Put on
      </button>
    </form>
  );
}

function Loudness({ player: { room, volume }, onSet }: { player: Player; onSet: (volume: number) => Promise<void> }) {
  // Where it was put, until the player says so itself: it must not jump back meanwhile, nor the next step begin from there.
  const [wanted, setWanted] = useState<number>();
  async function put(to: number) {
    await onSet(to);
    setWanted((now) => (now === to ? undefined : now));
  }
  return (
    <label class="loudness">
      <span>{room}</span>
      <input
        type="range"
        min={0}
        max={100}
        value={wanted ?? volume}
        aria-label={`Volume, ${room}`}
        onInput={(event) => setWanted(event.currentTarget.valueAsNumber)}
        onChange={(event) => void put(event.currentTarget.valueAsNumber)}
      />
      <output>{wanted ?? volume}</output>
    </label>
  );
}

function Together({ group, all, tell }: OneGroupProps) {
  const [leader] = group.players;
  const others = all.groups.flatMap(({ players }) => players).filter(({ serial }) => serial !== leader?.serial);
  if (leader === undefined || others.length === 0) return null;
  return (
    <details class="together">
      <summary>Play together with</summary>
      {[...others]
        .sort((a, b) => a.room.localeCompare(b.room))
        .map((other) => {
          const isIn = group.players.includes(other);
          return (
            <label key={other.serial} class="check">
              <input
                type="checkbox"
                checked={isIn}
                onClick={(event) => {
                  // It shows what is so, and that only changes when the players say so.
                  event.preventDefault();
                  void tell(
                    isIn
                      ? { command: 'leave', player: other.serial }
                      : { command: 'join', player: other.serial, with: leader.serial },
                    other,
                  );
                }}
              />
              {other.room}
            </label>
          );
        })}
    </details>
  );
}
