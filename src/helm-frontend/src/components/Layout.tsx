import { Suspense } from "react";
import { NavLink, Outlet, useLocation } from "react-router";
import { useTheme } from "../hooks/useTheme";
import { ErrorBoundary } from "./ErrorBoundary";
import { Loading } from "./Loading";
import { ReleaseInfo } from "./ReleaseInfo";

const PAGES = [
  ["/leaderboard", "Leaderboard"],
  ["/models", "Models"],
  ["/scenarios", "Scenarios"],
  ["/runs", "Predictions"],
  ["/compare", "Compare"],
] as const;

function ThemeButton() {
  const [theme, toggle] = useTheme();
  const other = theme === "light" ? "dark" : "light";
  return (
    <button type="button" className="theme" onClick={toggle} aria-label={`Use ${other} colours`}>
      <span aria-hidden="true">{theme === "light" ? "☾" : "☀"}</span>
    </button>
  );
}

export function Layout() {
  const { pathname } = useLocation();
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to content
      </button>
      <header className="bar">
        <NavLink to="/" className="brand" end>
          HELM
        </NavLink>
        <nav aria-label="Pages">
          {PAGES.map(([path, label]) => (
            <NavLink key={path} to={path}>
              {label}
            </NavLink>
          ))}
        </nav>
        <div className="bar-end">
          <ErrorBoundary>
            <Suspense fallback={null}>
              <ReleaseInfo />
            </Suspense>
          </ErrorBoundary>
          <ThemeButton />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <ErrorBoundary key={pathname}>
          <Suspense key={pathname} fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}
