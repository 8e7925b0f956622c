import { use } from "react";
import { Link } from "react-router";
import { LandingBoard } from "../components/LandingBoard";
import { loadGroups } from "../data/leaderboard";
import { loadSchema } from "../data/schema";
import { useTitle } from "../hooks/useTitle";
import { leaderboardLink } from "../logic/links";

/** The first page: the main leaderboard in brief, and which models and scenarios there are. */
export function LandingPage() {
  const groups = use(loadGroups());
  const schema = use(loadSchema());
  useTitle("Overview");
  const [first] = groups;
  const scenarios = schema.runGroups.filter((group) => group.taxonomy && !group.todo);
  const listed = scenarios.filter((scenario) => groups.some(({ name }) => name === scenario.name));
  return (
    <>
      <h1>Holistic evaluation of language models</h1>
      <p className="lead">
        {schema.models.length} models on {listed.length} scenarios, with every prompt, answer and score behind each
        number.
      </p>
      {first && <LandingBoard group={first} />}
      <div className="columns">
        <section className="card">
          <h2>
            <Link to="/models">Models</Link>
          </h2>
          <ul className="plain">
            {schema.models.map((model) => (
              <li key={model.name}>
                <span className="quiet">{model.creator_organization}</span>{" "}
                <bdi>{model.display_name ?? model.name}</bdi>
              </li>
            ))}
          </ul>
        </section>
        <section className="card">
          <h2>
            <Link to="/scenarios">Scenarios</Link>
          </h2>
          <ul className="plain">
            {listed.map((scenario) => (
              <li key={scenario.name}>
                <Link to={leaderboardLink(scenario.name)} dir="auto">
                  {scenario.display_name ?? scenario.name}
                </Link>{" "}
                <span className="quiet">{scenario.taxonomy?.task}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
