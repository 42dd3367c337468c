import { index, route, type RouteConfig } from '@remix-run/route-config';

/** Every page. What browsers and programs exchange while studying is served ahead of these by plain handlers. */
export default [
  index('routes/home.tsx'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('set-password', 'routes/set-password.tsx'),
  route('sign-out', 'routes/sign-out.ts'),
  route('lessons/:ordinal', 'routes/lesson.tsx'),
  route('progress', 'routes/progress.tsx'),
  route('consent', 'routes/consent.tsx'),
  route('device-check', 'routes/device-check.tsx'),
  route('face', 'routes/face.tsx'),
  route('photos', 'routes/photos.tsx'),
  route('help', 'routes/help.tsx'),
  route('desk', 'routes/desk.tsx'),
  route('desk/reviews/:caseId?', 'routes/desk-reviews.tsx'),
  route('desk/approvals/:versionId?', 'routes/desk-approvals.tsx'),
  route('desk/people/:id', 'routes/desk-person.tsx'),
  route('desk/face-data', 'routes/desk-face-data.tsx'),
  route('desk/face-data/filing', 'routes/desk-filing.ts'),
  route('desk/lessons/:lessonId', 'routes/desk-lesson.tsx'),
  route('desk/versions/:versionId', 'routes/desk-version.tsx'),
  route('desk/view-reason', 'routes/desk-view-reason.ts'),
  route('desk/courses', 'routes/desk-courses.tsx'),
  route('desk/courses/:courseId', 'routes/desk-course.tsx'),
  route('catalogue', 'routes/catalogue.tsx'),
  route('catalogue/:occupationId', 'routes/catalogue-occupation.tsx'),
  route('text-size', 'routes/text-size.ts'),
  route('language', 'routes/language.ts'),
  // The state sheet of the design system is built in development only.
  ...(process.env.NODE_ENV === 'production' ? [] : [route('gallery', 'routes/gallery.tsx')]),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
