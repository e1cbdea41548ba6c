import { useEffect, useState } from 'preact/hooks';
import { type Answer, addressOf, call, type Problem, problemOf } from '../api/call.ts';
import { Moment } from '../design/moment.tsx';
import { Notice, Trouble } from '../design/notice.tsx';
import { SignInAgain } from '../design/sign-in-again.tsx';

type Export = Answer<'POST /v1/me/exports'>;
const LOOKED_EVERY = 1_000;

export function TakeAlong() {
  const [made, setMade] = useState<Export>();
  const [isFetching, setFetching] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  useEffect(() => {
    if (!isFetching || made === undefined) return;
    const timer = setInterval(async () => {
      const now = await call('GET /v1/me/exports/{id}', { params: { id: made.id } }).catch(() => undefined);
      if (now === undefined) return;
      setMade(now);
      if (now.fetched !== undefined) setFetching(false);
    }, LOOKED_EVERY);
    return () => clearInterval(timer);
  }, [isFetching, made?.id]);

  async function begin() {
    setAsked(false);
    setProblem(undefined);
    try {
      const begun = await call('POST /v1/me/exports');
      setMade(begun);
      setFetching(true);
      // The browser saves it while it comes, however large it is.
      location.assign(addressOf('GET /v1/me/exports/{id}/archive', { id: begun.id }));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <>
      <h1>Take along</h1>
      <p class="lead">
        All that is held about you and your home, in one archive: pages to read, and files for other programs.
      </p>
      <button type="button" onClick={() => setAsked(true)} aria-disabled={isFetching}>
        Make the archive
      </button>
      {problem !== undefined && <Trouble problem={problem} />}
      {made !== undefined && isFetching && (
        <Notice>
          <p>
            <label for="progress">
              {made.written.toLocaleString()} of {made.items.toLocaleString()} things written
            </label>
            <progress id="progress" max={Math.max(1, made.items)} value={made.written} />
          </p>
        </Notice>
      )}
      {made?.fetched !== undefined && (
        <Notice kind="good">
          <p>
            Your archive is complete. You can fetch it again until <Moment at={made.ends} />, after signing in once
            more.
          </p>
        </Notice>
      )}
      {isAsked && (
        <SignInAgain
          because="So that nobody who finds this screen open takes your data along."
          onDone={() => void begin()}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
