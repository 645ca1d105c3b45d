import { expect, test } from 'vitest';
import { camelize, tableize, tableOf } from '../../../../src/read/entity/cycle/inflect.js';

/** As Doctrine's own tests and documentation give them. */
test.each([
  ['user', 'users'],
  ['blogPost', 'blog_posts'],
  ['category', 'categories'],
  ['person', 'people'],
  ['child', 'children'],
  ['box', 'boxes'],
  ['status', 'statuses'],
  ['orderStatus', 'order_statuses'],
  ['address', 'addresses'],
  ['news', 'news'],
  ['metadata', 'metadata'],
  ['software', 'software'],
  ['socialMedia', 'social_media'],
  ['day', 'days'],
  ['quiz', 'quizzes'],
  ['index', 'indices'],
  ['mouse', 'mice'],
  ['house', 'houses'],
  ['wolf', 'wolves'],
  ['knife', 'knives'],
  ['analysis', 'analyses'],
  ['datum', 'data'],
  ['criterion', 'criteria'],
  ['hero', 'heroes'],
  ['photo', 'photos'],
  ['bus', 'buses'],
  ['virus', 'viri'],
  ['alias', 'aliases'],
  ['leaf', 'leaves'],
  ['users', 'users'],
  ['equipment', 'equipment'],
  ['myEquipment', 'my_equipments'],
  ['HTMLPage', 'h_t_m_l_pages'],
  ['money', 'money'],
])('%s is stored in %s', (role, table) => {
  expect(tableOf(role)).toBe(table);
});

test.each([
  ['BlogPost', 'blogPost'],
  ['Blog_Post', 'blogPost'],
  ['URL', 'uRL'],
  ['user', 'user'],
])('the role of %s is %s', (name, role) => {
  expect(camelize(name)).toBe(role);
});

test.each([
  ['createdAt', 'created_at'],
  ['id', 'id'],
  ['aB2C', 'a_b2_c'],
  ['created_at', 'created_at'],
])('the column of %s is %s', (property, column) => {
  expect(tableize(property)).toBe(column);
});
