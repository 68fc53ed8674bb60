import { type ReactNode, useState } from 'react';
import { Icon } from '../icons/icon.tsx';

/** Requests the notification permission, which needs a user gesture. Hidden once the user has decided. */
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
