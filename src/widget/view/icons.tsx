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
