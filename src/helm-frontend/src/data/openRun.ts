import { DataError } from "./fetchJson";
import type { InstanceSource, PlainSource } from "./instanceSource";
import { openPages } from "./pagedSource";
import type { BriefRun } from "./runs";
import { describingGroup, loadSchema } from "./schema";
import { openWhole } from "./wholeSource";

/** HELM's files of instances; runs of which only the stats were kept have none. */
async function openOld(run: BriefRun, mainMetric: string | undefined): Promise<PlainSource> {
  try {
    return await openWhole(run, mainMetric);
  } catch (error) {
    if (error instanceof DataError && error.status === 404) {
      throw new DataError("The instances of this run were not kept: only its metrics can be shown.", 404);
    }
    throw error;
  }
}

async function open(run: BriefRun): Promise<InstanceSource> {
  const schema = await loadSchema();
  const mainMetric = run.mainMetric?.name ?? describingGroup(schema, run.groups)?.environment?.["main_name"];
  const source = await (run.hasPages ? openPages(run) : openOld(run, mainMetric));
  return { ...source, lowerIsBetter: schema.metrics.get(source.mainMetric ?? "")?.lower_is_better === true };
}

const MAX_OPEN = 8;
const opened = new Map<string, Promise<InstanceSource>>();

/** The instances of a run, from the quickest files that it has. The last few runs stay open. */
export function openInstances(run: BriefRun): Promise<InstanceSource> {
  const key = `${run.suite}/${run.folder}`;
  const source = opened.get(key) ?? open(run);
  opened.set(key, source);
  const oldest = opened.keys().next().value;
  if (opened.size > MAX_OPEN && oldest !== undefined) opened.delete(oldest);
  return source;
}
