import { type ReactNode, useState } from 'react';
import { Icon } from '../icons/icon.tsx';

/** Browsers ask for leave to notify only after a press. It goes away with the answer. */
export function NotifyButton(): ReactNode {
  const [permission, setPermission] = useState(() =>
    typeof Notification === 'undefined' ? 'denied' : Notification.permission,
  );
  if (permission !== 'default') return null;
  return (
    <button
      type="button"
      className="timers__notify"
      onClick={() => void Notification.requestPermission().then(setPermission)}
    >
      <Icon name="bell" size={16} /> Notify me
    </button>
  );
}
