import { useState, type FormEvent } from "react";
import { loadEncryptionData } from "../data/encryption";
import type { BriefRun } from "../data/runs";
import { AGREEMENT, textReader, type TextReader } from "../logic/decrypt";
import { ErrorNote } from "./ErrorBoundary";

interface Props {
  run: BriefRun;
  onRead: (read: TextReader) => void;
}

/** Asks for the promise not to publish the texts of a benchmark before they are decrypted. */
export function EncryptionNotice({ run, onRead }: Props) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<Error>();
  const decrypt = async (event: FormEvent) => {
    event.preventDefault();
    try {
      onRead(await textReader(await loadEncryptionData(run.suite, run.folder)));
    } catch (reason) {
      setError(reason as Error);
    }
  };
  return (
    <form className="note" onSubmit={(event) => void decrypt(event)}>
      <p>
        The authors of this benchmark ask that its questions and answers do not appear on the web in plain text, so that
        models are not trained on them. If the texts of this run are encrypted, they can be read here after you agree
        not to publish them.
      </p>
      <label className="field">
        <span>
          Type <b>{AGREEMENT}</b> to decrypt
        </span>
        <input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
      </label>
      <button type="submit" disabled={typed !== AGREEMENT}>
        Decrypt
      </button>
      {error && <ErrorNote error={error} />}
    </form>
  );
}
