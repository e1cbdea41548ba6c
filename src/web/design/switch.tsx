import { useId } from 'preact/hooks';

export interface SwitchProps {
  readonly label: string;
  readonly tells?: string;
  readonly isOn: boolean;
  readonly isAtIt?: boolean;
  readonly onTurn: (isOn: boolean) => void;
}

/** On or off, in force at once: no button to save it is pressed afterwards. */
export function Switch({ label, tells, isOn, isAtIt = false, onTurn }: SwitchProps) {
  const id = useId();
  return (
    <div class="switch">
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-busy={isAtIt}
        aria-labelledby={`${id}-label`}
        aria-describedby={tells === undefined ? undefined : `${id}-tells`}
        onClick={() => !isAtIt && onTurn(!isOn)}
      >
        <span class="knob" />
        <span aria-hidden="true">{isOn ? 'On' : 'Off'}</span>
      </button>
      <div>
        <p class="label" id={`${id}-label`}>
          {label}
        </p>
        {tells !== undefined && (
          <p class="hint" id={`${id}-tells`}>
            {tells}
          </p>
        )}
      </div>
    </div>
  );
}
