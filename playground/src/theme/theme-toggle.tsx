import { type ReactNode, useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { applyTheme, currentTheme, nextTheme, type Theme } from './theme.ts';

const ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const satisfies Record<
  Theme,
  string
>;

export function ThemeToggle(): ReactNode {
  const [theme, setTheme] = useState(currentTheme);
  function change(): void {
    const next = nextTheme(theme);
    applyTheme(next);
    setTheme(next);
  }
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`Theme: ${theme}`}
      title={`Theme: ${theme}`}
      onClick={change}
    >
      <Icon name={ICONS[theme]} />
    </button>
  );
}
