import type { School } from '../cheats/open-school.ts';
import { fixtureLesson } from '../harness/fixtures.ts';

const { videoVersionId } = fixtureLesson(1);
const places: Record<string, string> = {
  getVersionPlaylist: '240p.m3u8',
  getVersionKey: 'keys/0',
  getVersionSegment: '240p/0.ts',
  getVersionFile: 'manifest.txt',
  exportContentEvidence: 'evidence.jsonl',
};

export const isVersionRequest = (id: string) => id in places || id === 'getVersionQuestion';

/** How a version is watched by those who make and review it. */
export async function versionRequest(school: School, id: string): Promise<{ path: string }> {
  const [question] = await school.sql<{ id: string }[]>`
    select id from control_question where video_version_id = ${videoVersionId} limit 1`;
  return { path: `/versions/${videoVersionId}/${places[id] ?? `questions/${question?.id}.mp3`}` };
}
