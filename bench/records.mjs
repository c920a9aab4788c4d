// Stored documents to measure with, drawn from a fixed seed: what localStorage would hold, as pairs of
// key and text. Clients are in the stored version 3 (docs/format.md), which every later app reads.

import { readFileSync } from "node:fs";

const DAY = 86_400_000;
const FAMILY_NAMES = [..."王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗"];
const GIVEN_NAMES = ["伟", "芳", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "霞", "平", "刚"];
const REGIONS = ["华东", "华南", "北方", "西部", "江南"];
const TRADES = ["精机", "电气", "化工", "物流", "医疗", "纺织"];
const STAGES = ["initial", "deepening", "long_term"];
const CHANNELS = ["visit", "wechat"];
/** Clients with more ratings than this have one a day. */
const MOST_SPREAD = 1_000;

const hex = (number) => number.toString(16).padStart(16, "0");

/** Numbers from 0 up to 1, the same every time: a linear congruential generator. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The date of so many days ago, by the local calendar. */
function date(daysAgo) {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - daysAgo * DAY).toISOString().slice(0, 10);
}

function ratings(count, days, random) {
  let scores = [0, 0, 0, 0].map(() => 2 + random() * 4);
  const isDaily = count > MOST_SPREAD;
  return Array.from({ length: count }, (_, at) => {
    scores = scores.map((score) => Math.min(10, Math.max(0, score + (random() - 0.42) * 0.9)));
    const back = Math.round((days - 5) * (1 - at / Math.max(1, count - 1))) + 1;
    const shift = isDaily ? 0 : Math.floor(random() * 3);
    return [hex(at + 1), date(back + shift), "seller", "sliders-1", scores.map((score) => Math.round(score * 10) / 10), ""];
  });
}

function client(at, count, contacts, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const days = count > MOST_SPREAD ? count : Math.ceil(Math.max(365, count * 1.3) + random() * 30);
  const stages = STAGES.slice(0, 1 + Math.floor(random() * STAGES.length));
  return {
    id: hex(0xabc0_0000 + at),
    name: `${pick(FAMILY_NAMES)}${pick(GIVEN_NAMES)}${at + 1}`,
    organisation: `${pick(REGIONS)}${pick(TRADES)}`,
    title: random() < 0.5 ? "设备经理" : null,
    tags: random() < 0.3 ? ["制造业"] : [],
    note: "",
    first_contact: date(days + 4),
    illustration: false,
    ratings: ratings(count, days, random),
    contacts: Array.from({ length: contacts }, (_, nth) => [hex(9_001 + nth), date(Math.floor(random() * 60) + nth * 90), CHANNELS[nth % 2], 30, ["expertise"], ""]),
    breaches: [],
    stages: stages.map((stage, nth) => [hex(9_100 + nth), date(Math.round(days + 4 - (nth * days) / 4)), stage]),
    requests: [],
  };
}

/** The key of a client's document. */
export const clientKey = (id) => `trust-velocity/client/${id}`;

/**
 * So many clients of so many ratings each, and after them one client for each number of `special`.
 * Returns the pairs and the clients' ids.
 */
export function clients(count, { ratings = 12, contacts = 2, special = [] } = {}) {
  const random = numbers(20_261_127);
  const counts = [...Array.from({ length: count }, () => ratings), ...special];
  const all = counts.map((count, at) => client(at, count, contacts, random));
  const pairs = all.map((client) => [clientKey(client.id), JSON.stringify({ v: 3, rev: 1, binned: null, client })]);
  return { pairs, ids: all.map(({ id }) => id) };
}

/** A revealed session of the fixture's exercise, with so many anonymous submissions. */
export function session(count) {
  const random = numbers(20_261_128);
  const fixture = new URL("../tests/fixtures/session-v3.json", import.meta.url);
  const stored = JSON.parse(readFileSync(fixture, "utf8"));
  const { document } = stored;
  const [[, , , , points]] = document.source.own;
  const score = () => Math.round(random() * 100) / 10;
  const submissions = Array.from({ length: count }, (_, at) => {
    const answers = points.map(() => [[score(), score(), score(), score()], STAGES[Math.floor(random() * 3)], Math.floor(random() * 2)]);
    return [document.id, hex(at + 1), 1, null, answers, [{ v: score() }, { v: score() }, { f: 0 }]];
  });
  const filled = { ...document, roster: null, expected: null, revealed: true, timer: { left: 720_000 }, submissions };
  return { key: `trust-velocity/session/${document.id}`, id: document.id, pairs: [[`trust-velocity/session/${document.id}`, JSON.stringify({ ...stored, document: filled })]] };
}
