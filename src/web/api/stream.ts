/** Streams of what happens, as long as somebody looks. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { addressOf, type Operation } from './call.ts';
import { findSession, session } from './session.ts';

export interface Followed {
  readonly [event: string]: (data: string) => void;
}

/** Milliseconds after which a stream that was refused is asked for again. */
const REFUSED_WAIT = 5_000;

/**
 * Follows a stream while the page is to be seen: one that nobody looks at would keep a connection for nothing. `onBack` is
 * called when it goes on after it was cut off or left, since what happened meanwhile is not told; `find`, where it was refused, finds
 * out who is signed in. Says whether it is open.
 */
export function useStream(
  operation: Operation,
  followed: Followed,
  onBack: () => void,
  find: () => Promise<void> = findSession,
): boolean {
  const [isOpen, setOpen] = useState(false);
  const [isSeen, setSeen] = useState(!document.hidden);
  const [attempt, setAttempt] = useState(0);
  const wasOpen = useRef(false);
  const now = useRef({ followed, onBack });
  now.current = { followed, onBack };
  const isIn = session.value === 'in';

  useEffect(() => {
    const look = () => setSeen(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  useEffect(() => {
    if (!isSeen || !isIn) return;
    const stream = new EventSource(addressOf(operation));
    let retry: ReturnType<typeof setTimeout> | undefined;
    stream.onopen = () => {
      setOpen(true);
      if (wasOpen.current) now.current.onBack();
      wasOpen.current = true;
    };
    stream.onerror = () => {
      setOpen(false);
      // A browser goes on by itself after a lost connection, and gives up where it was refused.
      if (stream.readyState !== EventSource.CLOSED) return;
      void find();
      retry = setTimeout(() => setAttempt(attempt + 1), REFUSED_WAIT);
    };
    for (const event of Object.keys(now.current.followed)) {
      stream.addEventListener(event, ({ data }) => now.current.followed[event]?.(data));
    }
    return () => {
      clearTimeout(retry);
      stream.close();
      setOpen(false);
    };
  }, [operation, isSeen, isIn, attempt]);
  return isOpen;
}
