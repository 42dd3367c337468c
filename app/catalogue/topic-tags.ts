/**
 * What a lesson can be about. The first nine have to occur in every course (P093); the others are asked for by
 * P094–P097 or name the care that a lesson teaches (P096).
 */
export const topicTags = {
  law: { zh: '法律知识', en: 'law' },
  ethics: { zh: '职业道德', en: 'professional ethics' },
  norms: { zh: '从业规范', en: 'norms of the trade' },
  quality: { zh: '质量意识', en: 'quality' },
  health: { zh: '健康卫生', en: 'health' },
  safety: { zh: '安全意识', en: 'safety' },
  'social-work': { zh: '社会工作', en: 'social work' },
  psychology: { zh: '心理学', en: 'psychology' },
  nutrition: { zh: '营养学', en: 'nutrition' },
  hygiene: { zh: '清洁消毒', en: 'hygiene' },
  epidemic: { zh: '疫情防控', en: 'epidemic prevention' },
  'smart-devices': { zh: '智能设备', en: 'smart devices' },
  'first-aid': { zh: '意外伤害预防与处理', en: 'accidents and first aid' },
  'elder-care': { zh: '老年人照护', en: 'care of the elderly' },
  'disability-care': { zh: '失能失智照护', en: 'care in disability and dementia' },
  rehabilitation: { zh: '康复护理', en: 'rehabilitation' },
  'daily-living': { zh: '饮食起居照料', en: 'daily living' },
  housework: { zh: '生活家务料理', en: 'housework' },
  'maternity-care': { zh: '孕产照护', en: 'care of mothers' },
  'infant-care': { zh: '婴幼儿照护', en: 'care of infants' },
  'child-care': { zh: '儿童照护', en: 'care of children' },
  'patient-care': { zh: '病人照护', en: 'care of patients' },
  records: { zh: '观察与记录', en: 'observation and records' },
} as const;

export type TopicTag = keyof typeof topicTags;

/** A course without a lesson on each of these cannot be published (P093). */
export const requiredTags = [
  'law',
  'ethics',
  'norms',
  'quality',
  'health',
  'safety',
  'social-work',
  'psychology',
  'nutrition',
] as const satisfies TopicTag[];

/** A course is advised to have these: epidemics (P094) and smart devices (P095, P097). */
export const advisedTags = ['epidemic', 'smart-devices'] as const satisfies TopicTag[];

export function isTopicTag(name: string): name is TopicTag {
  return Object.hasOwn(topicTags, name);
}
