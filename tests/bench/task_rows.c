/* Keys per task: what the scripts of tests/screens/tasks press. */
#include "bench.h"
#include "tests/screens/tasks/tasks.h"

#include "base/text.h"

void bench_tasks(struct bench *bench)
{
	static struct task tasks[TASKS_MAX];
	char fault[TASK_TEXT_SIZE * 2];
	int count = tasks_read(tasks, fault);

	if (count < 0) {
		bench_skip("keys", fault);
		return;
	}
	for (int i = 0; i < count; i++) {
		char name[TASK_NAME_SIZE + 8];
		struct bench_what what = { .unit = "keys",
					   .goal = GOAL_OURS_MOST,
					   .value = tasks[i].most };
		double keys = task_count(&tasks[i]);

		text_format(name, sizeof(name), "keys-%s", tasks[i].name);
		what.name = name;
		bench_report(bench, &what, &keys, NULL, 1);
	}
}
