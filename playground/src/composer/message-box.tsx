import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';

type MessageBoxProps = {
  readonly text: string;
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
  readonly onEnter: () => void;
  readonly onPastePictures: (files: readonly File[]) => void;
};

/** Text box that grows with its text. Enter sends; Shift+Enter inserts a line break. */
export function MessageBox(props: MessageBoxProps): ReactNode {
  const { text, placeholder, disabled, onChange, onEnter, onPastePictures } = props;

  function sendOnEnter(event: KeyboardEvent): void {
    // While an input method is composing, Enter confirms its candidate.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onEnter();
  }

  function pastePictures(event: ClipboardEvent): void {
    const files = [...event.clipboardData.files].filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    onPastePictures(files);
  }

  return (
    <textarea
      className="composer__text"
      aria-label="Message"
      placeholder={placeholder}
      rows={1}
      value={text}
      disabled={disabled}
      enterKeyHint="send"
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={sendOnEnter}
      onPaste={pastePictures}
    />
  );
}
