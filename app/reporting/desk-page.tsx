import type { ReactNode } from 'react';
import { reviewWords } from '../approval/review-words.ts';
import { catalogueWords, courseWords } from '../catalogue/words.ts';
import { lookWords } from '../identity/looks/look-words.ts';
import { secondStepWords } from '../identity/staff/second-step-words.ts';
import { staffWords } from '../identity/staff/staff-words.ts';
import { institutionWords } from '../training/application/institution-words.ts';
import { quotaWords } from '../training/targets/quota/quota-words.ts';
import { reportWords, targetWords } from '../training/targets/targets-words.ts';
import { exportWords } from '../training/exports/export-words.ts';
import { sayNotices } from '../training/notices/notice-words.ts';
import { deliveryWords } from '../training/outbox/delivery-words.ts';
import { subsidyWords } from '../training/subsidy/subsidy-words.ts';
import { classWords } from '../training/words.ts';
import { DeskFrame, type DeskLink } from '../ui/desk-frame.tsx';
import { useWords } from '../ui/frame.tsx';
import { uiWords } from '../ui/words.ts';
import { bureauWords } from './bureau-words.ts';
import { caseWords } from './case-words.ts';
import { faceDataWords } from './face-data-words.ts';
import { healthWords } from './health-words.ts';
import type { DeskSeen } from './read-desk.server.ts';
import { deskWords, roleWords } from './words.ts';

/** A page of the desk in its frame; the links are those that this role may open. */
export function DeskPage({ desk, title, children }: { desk: DeskSeen; title: string; children: ReactNode }) {
  const say = useWords();
  const { role, todo, approvals, classes: applied, unread } = desk;
  const waiting = todo.reduce((sum, { count }) => sum + count, 0);
  const people = ['clerk', 'head', 'inspector', 'auditor'].includes(role);
  const classes = people || role === 'teacher' || role === 'bureau';
  const links: DeskLink[] = [];
  if (role === 'operator') links.push({ to: '/desk/health', label: say(healthWords.title) });
  else if (role !== 'teacher' && role !== 'bureau')
    links.push({ to: '/desk', label: say(people ? deskWords.learners : deskWords.lessons), whole: true });
  if (role === 'bureau') links.push({ to: '/desk/bureau', label: say(bureauWords.title) });
  if (classes)
    links.push({
      to: '/desk/classes',
      label: `${say(classWords.title)}${applied > 0 ? ` · ${applied}` : ''}`,
    });
  if (role === 'bureau') {
    links.push({ to: '/desk/institutions', label: say(institutionWords.title) });
    links.push({ to: '/desk/quotas', label: say(quotaWords.title) });
  }
  if (role === 'bureau' || role === 'inspector' || role === 'auditor')
    links.push({ to: '/desk/subsidies', label: say(subsidyWords.title) });
  if (role === 'author') links.push({ to: '/desk/courses', label: say(courseWords.title) });
  else if (role !== 'teacher' && role !== 'bureau' && role !== 'operator')
    links.push({
      to: '/desk/reviews',
      label: `${say(caseWords.title)}${waiting > 0 ? ` · ${waiting}` : ''}`,
    });
  if (role === 'reviewer' || role === 'inspector' || role === 'auditor') {
    const counted = approvals > 0 ? ` · ${approvals}` : '';
    links.push({ to: '/desk/approvals', label: `${say(reviewWords.title)}${counted}` });
    links.push({ to: '/desk/face-data', label: say(faceDataWords.title) });
  }
  if (['bureau', 'reviewer', 'inspector', 'auditor'].includes(role)) {
    links.push({ to: '/desk/targets', label: say(targetWords.title) });
    links.push({ to: '/desk/reports', label: say(reportWords.title) });
  }
  if (['bureau', 'inspector', 'auditor', 'operator'].includes(role))
    links.push({ to: '/desk/supervision', label: say(deliveryWords.title) });
  if (classes) links.push({ to: '/desk/exports', label: say(exportWords.title) });
  links.push({ to: '/desk/notices', label: say(sayNotices.link(unread)) });
  if (role === 'head' || role === 'bureau' || role === 'reviewer')
    links.push({ to: '/desk/staff', label: say(staffWords.title) });
  if (role === 'head' || role === 'bureau' || role === 'auditor')
    links.push({ to: '/desk/views', label: say(lookWords.title) });
  links.push({ to: '/second-step', label: say(secondStepWords.title) });
  links.push({ to: '/catalogue', label: say(catalogueWords.title) });
  return (
    <DeskFrame
      name={say(uiWords.appName)}
      who={say(roleWords[role])}
      links={links}
      help={say(deskWords.help)}
      signOut={say(deskWords.signOut)}
      title={title}
    >
      {children}
    </DeskFrame>
  );
}
