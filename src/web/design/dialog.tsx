import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/** Asks for one thing before anything else goes on. Escape closes it where it may be closed. */
export function Dialog(props: { title: string; onClose?: () => void; children: ComponentChildren }) {
  const { title, onClose, children } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClose={() => {
        // A browser closes it in spite of that when Escape is pressed twice: what has to be answered comes back.
        if (dialog.current === null || dialog.current.open) return;
        if (onClose === undefined) dialog.current.showModal();
        else onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      {onClose !== undefined && (
        <button type="button" class="quiet" onClick={onClose}>
          Not now
        </button>
      )}
    </dialog>
  );
}
