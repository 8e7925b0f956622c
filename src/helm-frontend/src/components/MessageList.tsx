import type { Message } from "../data/instances";
import { messageText } from "../logic/instanceText";
import { TextBlock } from "./TextBlock";

export function MessageList({ messages }: { messages: readonly Message[] }) {
  return (
    <ol className="messages">
      {messages.map((message, i) => (
        <li key={i} className="message">
          <span className="role">{message.role}</span>
          <TextBlock text={messageText(message)} />
        </li>
      ))}
    </ol>
  );
}
