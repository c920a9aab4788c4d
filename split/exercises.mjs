// Cuts a built site's file of exercises in one for each, and an index for the list of them:
// `node exercises.mjs FOLDER`. A trainee's phone fetches one exercise, a list the index alone.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const content = join(folder, "content");
const whole = join(content, "exercises.json");
const exercises = JSON.parse(readFileSync(whole, "utf8"));
const write = (name, value) => writeFileSync(join(content, `${name}.json`), JSON.stringify(value));

mkdirSync(join(content, "exercises"), { recursive: true });
for (const exercise of exercises) write(`exercises/${exercise.id}`, [exercise]);
const entry = ({ id, title, minutes, about, points, tasks = [] }) => ({
  id,
  title,
  minutes,
  about,
  points: points.length,
  tasks: tasks.length,
});
write("exercise-index", exercises.map(entry));
rmSync(whole);
