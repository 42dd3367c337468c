/** Levels of a national standard, lowest first (P018). */
export const courseLevels = [
  '五级/初级工',
  '四级/中级工',
  '三级/高级工',
  '二级/技师',
  '一级/高级技师',
] as const;
