interface Props {
  label: string;
  pressed: boolean;
  onChange: (pressed: boolean) => void;
  title?: string;
}

export function Toggle({ label, pressed, onChange, title }: Props) {
  return (
    <button type="button" className="toggle" aria-pressed={pressed} title={title} onClick={() => onChange(!pressed)}>
      {label}
    </button>
  );
}
