import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';

type SwitchProps = {
  readonly label: string;
  /** The visible text; `label` is the accessible name. */
  readonly shortLabel: string;
  readonly icon: IconName;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChange: (on: boolean) => void;
};

export function Switch(props: SwitchProps): ReactNode {
  const { label, shortLabel, icon, checked, disabled, onChange } = props;
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-label={label}
      aria-checked={checked}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onChange(!checked);
      }}
    >
      <span className="switch__label">
        <Icon name={icon} size={17} /> {shortLabel}
      </span>
      <span className="switch__track" aria-hidden="true" />
    </button>
  );
}
