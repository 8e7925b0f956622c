import { Link } from "react-router";
import { useTitle } from "../hooks/useTitle";

export function NotFoundPage() {
  useTitle("Not found");
  return (
    <>
      <h1>There is no such page</h1>
      <p>
        <Link to="/">Go to the first page</Link>
      </p>
    </>
  );
}
