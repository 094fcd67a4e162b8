import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** An arrow up: send. */
export const SendIcon = () => (
  <Icon>
    <path d="M10 16V4M4.5 9.5 10 4l5.5 5.5" />
  </Icon>
);

/** A square: stop. */
export const StopIcon = () => (
  <Icon>
    <path d="M6 6h8v8H6z" fill="currentColor" />
  </Icon>
);

/** A cross: close or remove. */
export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);

/** A chevron up or down: open or close the sheet. */
export const SheetIcon = ({ isOpen }: { isOpen: boolean }) => (
  <Icon>
    <path d={isOpen ? 'm5 7.500 5 5 5-5' : 'm5 12.500 5-5 5 5'} />
  </Icon>
);

/** A new sheet: begin again. */
export const NewIcon = () => (
  <Icon>
    <path d="M16 10v6H4V4h6M16 3v5M13.5 5.5h5" />
  </Icon>
);

/** A thumb up or down: what was thought of an answer. */
export const ThumbIcon = ({ direction }: { direction: 'up' | 'down' }) => (
  <Icon>
    {direction === 'up' ? (
      <path d="M3.5 9v7.5h3V9zM6.5 9l3-6.2c1.3.1 2.1 1.1 1.9 2.4L11 8h4.2c1 0 1.8.9 1.6 1.9l-1 5.2c-.2.8-.9 1.4-1.8 1.4H6.5" />
    ) : (
      <path d="M3.5 11V3.5h3V11zM6.5 11l3 6.2c1.3-.1 2.1-1.1 1.9-2.4L11 12h4.2c1 0 1.8-.9 1.6-1.9l-1-5.2c-.2-.8-.9-1.4-1.8-1.4H6.5" />
    )}
  </Icon>
);
