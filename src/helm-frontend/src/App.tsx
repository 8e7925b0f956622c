import { lazy } from "react";
import { HashRouter, Route, Routes } from "react-router";
import { Layout } from "./components/Layout";
import { GroupsPage } from "./pages/GroupsPage";
import { LandingPage } from "./pages/LandingPage";
import { LeaderboardPage } from "./pages/LeaderboardPage";
import { NotFoundPage } from "./pages/NotFoundPage";

const ModelsPage = lazy(() => import("./pages/ModelsPage"));
const ScenariosPage = lazy(() => import("./pages/ScenariosPage"));
const RunsPage = lazy(() => import("./pages/RunsPage"));
const RunPage = lazy(() => import("./pages/RunPage"));
const ComparePage = lazy(() => import("./pages/ComparePage"));

export function App() {
  return (
    <HashRouter>
      <Routes>
        <Route element={<Layout />}>
          <Route index element={<LandingPage />} />
          <Route path="leaderboard/:group?" element={<LeaderboardPage />} />
          <Route path="groups" element={<GroupsPage />} />
          <Route path="groups/:group" element={<LeaderboardPage />} />
          <Route path="models" element={<ModelsPage />} />
          <Route path="scenarios" element={<ScenariosPage />} />
          <Route path="runs" element={<RunsPage />} />
          <Route path="runs/:runName" element={<RunPage />} />
          <Route path="compare" element={<ComparePage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </HashRouter>
  );
}
