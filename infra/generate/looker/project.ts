import { readViews } from '../../../shared/adapters/local/view-files.ts';
import type { GeneratedFile } from '../generated-files.ts';
import { documentViews, type DocumentedRelation } from '../reference/relations.ts';
import { lookmlDashboard } from './dashboard-file.ts';
import { DASHBOARDS } from './dashboards.ts';
import { manifest, model } from './model-file.ts';
import { lookmlView } from './view-file.ts';

const FOLDER = new URL('../../looker/', import.meta.url);

/** Views of lower layers that people ask. */
const FURTHER_VIEWS = new Set(['completeness_daily', 'builds', 'test_results', 'ingested_objects']);

/** Returns the files of the Looker project, which shows the marts, the state of the pipeline, builds and results of tests. */
export async function lookerFiles(): Promise<readonly GeneratedFile[]> {
  const relations = (await documentViews(readViews())).filter(isShown);
  const fields = new Map(
    relations.map(({ name, columns }) => [name, new Set(columns.map((column) => column.name))]),
  );
  return [
    { file: new URL('manifest.lkml', FOLDER), text: manifest() },
    { file: new URL('ci_signal.model.lkml', FOLDER), text: model(relations) },
    ...relations.map((relation) => ({
      file: new URL(`views/${relation.name}.view.lkml`, FOLDER),
      text: lookmlView(relation),
    })),
    ...DASHBOARDS.map((dashboard) => ({
      file: new URL(`dashboards/${dashboard.name}.dashboard.lookml`, FOLDER),
      text: lookmlDashboard(dashboard, fields),
    })),
  ];
}

function isShown({ name, layer }: DocumentedRelation): boolean {
  return layer === 'marts' || layer === 'operations' || FURTHER_VIEWS.has(name);
}
