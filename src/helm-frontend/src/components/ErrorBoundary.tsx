import { Component, type ReactNode } from "react";

interface Props {
  children: ReactNode;
}

/** Shows what went wrong in the place of a page. React offers this to classes only. */
export class ErrorBoundary extends Component<Props, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render() {
    const { error } = this.state;
    return error ? <ErrorNote error={error} /> : this.props.children;
  }
}

export function ErrorNote({ error }: { error: Error }) {
  return (
    <p className="note note-bad" role="alert">
      {error.message}
    </p>
  );
}
