import { createI18n } from 'vue-i18n';
import { app } from './en/app.ts';
import { label } from './en/label.ts';
import { map } from './en/map.ts';
import { review } from './en/review.ts';
import { start } from './en/start.ts';
import { takeAway } from './en/takeAway.ts';
import { train } from './en/train.ts';

/** All messages: one file per screen and language. */
export const en = { app, start, label, map, train, review, takeAway };

/** Another language is another object of the same shape. */
export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: { en } });
